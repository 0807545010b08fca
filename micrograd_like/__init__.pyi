# Printed by `python tests/test_public_names.py` from the list in __init__.py: what editors and type checkers
# read.
# ruff: noqa: I001, RUF022

from typing import Any

from .engine import Value as Value
from .engine import topological_order as topological_order
from .native import accelerated as accelerated
from .recording import no_grad as no_grad
from .anomaly import detect_anomaly as detect_anomaly
from .anomaly import AnomalyError as AnomalyError
from .steps import backprop_steps as backprop_steps
from .rules.table import add as add
from .rules.table import sub as sub
from .rules.table import mul as mul
from .rules.table import div as div
from .rules.table import neg as neg
from .rules.table import pow as pow
from .rules.table import floordiv as floordiv
from .rules.table import mod as mod
from .rules.table import fmod as fmod
from .rules.table import abs as abs
from .rules.table import sign as sign
from .rules.table import square as square
from .rules.table import reciprocal as reciprocal
from .rules.table import sqrt as sqrt
from .rules.table import cbrt as cbrt
from .rules.table import rsqrt as rsqrt
from .rules.table import exp as exp
from .rules.table import exp2 as exp2
from .rules.table import expm1 as expm1
from .rules.table import log as log
from .rules.table import log2 as log2
from .rules.table import log10 as log10
from .rules.table import log1p as log1p
from .rules.table import xlogy as xlogy
from .rules.table import logaddexp as logaddexp
from .rules.table import sin as sin
from .rules.table import cos as cos
from .rules.table import tan as tan
from .rules.table import asin as asin
from .rules.table import acos as acos
from .rules.table import atan as atan
from .rules.table import atan2 as atan2
from .rules.table import sinh as sinh
from .rules.table import cosh as cosh
from .rules.table import tanh as tanh
from .rules.table import asinh as asinh
from .rules.table import acosh as acosh
from .rules.table import atanh as atanh
from .rules.table import hypot as hypot
from .rules.table import sigmoid as sigmoid
from .rules.table import logsigmoid as logsigmoid
from .rules.table import softplus as softplus
from .rules.table import softsign as softsign
from .rules.table import silu as silu
from .rules.table import mish as mish
from .rules.table import gelu as gelu
from .rules.table import erf as erf
from .rules.table import erfc as erfc
from .rules.table import normal_pdf as normal_pdf
from .rules.table import normal_cdf as normal_cdf
from .rules.table import relu as relu
from .rules.table import relu6 as relu6
from .rules.table import leaky_relu as leaky_relu
from .rules.table import elu as elu
from .rules.table import selu as selu
from .rules.table import hardtanh as hardtanh
from .rules.table import clamp as clamp
from .rules.table import where as where
from .rules.table import copysign as copysign
from .rules.table import floor as floor
from .rules.table import ceil as ceil
from .rules.table import trunc as trunc
from .rules.table import round as round
from .rules.table import lgamma as lgamma
from .rules.table import digamma as digamma
from .rules.table import polygamma as polygamma
from .rules.table import total as total
from .rules.table import prod as prod
from .rules.table import max as max
from .rules.table import min as min
from .rules.table import norm2 as norm2
from .rules.table import std as std
from .rules.table import logsumexp as logsumexp
from .rules.table import softmax as softmax
from .rules.table import log_softmax as log_softmax
from .rules.picking import pick as pick
from .rules.picking import one_hot as one_hot
from .rules import rule as rule
from .rules import Rule as Rule
from .modes import grad as grad
from .modes import value_and_grad as value_and_grad
from .modes import jvp as jvp
from .modes import vjp as vjp
from .modes import jacfwd as jacfwd
from .modes import jacrev as jacrev
from .modes import hessian as hessian
from .modes import hvp as hvp
from .modes import derivative as derivative
from .modes import numerical_gradient as numerical_gradient
from .modes import Dual as Dual
from .modes import custom as custom
from .modes import checkpoint as checkpoint
from .modes import paths as paths
from .modes import count_paths as count_paths
from .modes import explain as explain
from .comparing import gradcheck as gradcheck
from .comparing import check_grads as check_grads
from .comparing import race as race
from .compiler.compiling import compile as compile
from .nn import Neuron as Neuron
from .nn import Layer as Layer
from .nn import MLP as MLP
from .nn import Module as Module
from .training.loop import fit as fit
from .training.problem import Problem as Problem
from .pictures import trace as trace
from .pictures import draw_dot as draw_dot
from .pictures import draw as draw
from .pictures import film as film
from .pictures import play as play
from . import nn as nn
from .nn import losses as losses
from .nn import regularizers as regularizers
from .training import optim as optim
from .training import schedules as schedules
from .training import loop as loop
from .training import problem as problem
from .training import least_squares as least_squares
from .matrix import assumptions as assumptions
from . import data as data
from . import health as health
from . import matrix as matrix
from . import modes as modes
from . import comparing as comparing
from . import compiler as compiler
from . import pictures as pictures
from . import training as training
from . import learn as learn
from . import compat as compat

__version__: str

def dot(ws: Any, xs: Any, bias: Any = 0) -> Any: ...

__all__ = [
    "Value",
    "topological_order",
    "accelerated",
    "no_grad",
    "detect_anomaly",
    "AnomalyError",
    "backprop_steps",
    "add",
    "sub",
    "mul",
    "div",
    "neg",
    "floordiv",
    "mod",
    "fmod",
    "sign",
    "square",
    "reciprocal",
    "sqrt",
    "cbrt",
    "rsqrt",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "xlogy",
    "logaddexp",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
    "hypot",
    "sigmoid",
    "logsigmoid",
    "softplus",
    "softsign",
    "silu",
    "mish",
    "gelu",
    "erf",
    "erfc",
    "normal_pdf",
    "normal_cdf",
    "relu",
    "relu6",
    "leaky_relu",
    "elu",
    "selu",
    "hardtanh",
    "clamp",
    "where",
    "copysign",
    "floor",
    "ceil",
    "trunc",
    "lgamma",
    "digamma",
    "polygamma",
    "dot",
    "total",
    "prod",
    "norm2",
    "std",
    "logsumexp",
    "softmax",
    "log_softmax",
    "pick",
    "one_hot",
    "rule",
    "Rule",
    "grad",
    "value_and_grad",
    "jvp",
    "vjp",
    "jacfwd",
    "jacrev",
    "hessian",
    "hvp",
    "derivative",
    "numerical_gradient",
    "Dual",
    "custom",
    "checkpoint",
    "paths",
    "count_paths",
    "explain",
    "gradcheck",
    "check_grads",
    "race",
    "Neuron",
    "Layer",
    "MLP",
    "Module",
    "fit",
    "Problem",
    "trace",
    "draw_dot",
    "draw",
    "film",
    "play",
    "nn",
    "losses",
    "regularizers",
    "optim",
    "schedules",
    "loop",
    "problem",
    "least_squares",
    "assumptions",
    "data",
    "health",
    "matrix",
    "modes",
    "comparing",
    "compiler",
    "pictures",
    "training",
    "learn",
    "compat",
]
