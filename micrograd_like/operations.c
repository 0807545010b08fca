/* The operations of a Value in C, each row of the table written out.  Included by engine.c.

   Printed by `python -m micrograd_like.rules` from rules/table.py.  Change the table, not this file.

   A function make_... does what ``operate`` in engine.py does, unrolled for its row: it reads the numbers,
   computes z and the partials, and makes the node.  The same functions in Python are in operations.py. */

#define PRINTED "cb6e4579bbfd7bde"

/* In Python stay, because they call what C lacks: lgamma, digamma, polygamma, round, norm2, direction, std, deviation. */

enum {
    ROW_add,
    ROW_sub,
    ROW_mul,
    ROW_neg,
    ROW_square,
    ROW_reciprocal,
    ROW_sqrt,
    ROW_rsqrt,
    ROW_powc,
    ROW_exp,
    ROW_expm1,
    ROW_log,
    ROW_log2,
    ROW_log10,
    ROW_log1p,
    ROW_sin,
    ROW_cos,
    ROW_tan,
    ROW_atan,
    ROW_atan2,
    ROW_sinh,
    ROW_cosh,
    ROW_tanh,
    ROW_asinh,
    ROW_acosh,
    ROW_softplus,
    ROW_logsigmoid,
    ROW_softsign,
    ROW_erf,
    ROW_erfc,
    ROW_abs,
    ROW_sign,
    ROW_relu,
    ROW_relu6,
    ROW_hardtanh,
    ROW_clamp,
    ROW_leaky_relu,
    ROW_elu,
    ROW_selu,
    ROW_floor,
    ROW_ceil,
    ROW_trunc,
    ROW_fmod,
    ROW_mod,
    ROW_floordiv,
    ROW_copysign,
    ROW_where,
    ROW_less,
    ROW_less_equal,
    ROW_equal,
    ROW_choose,
    ROW_total,
    ROW_dot,
    ROW_affine,
    ROW_picked,
    ROW_prod,
    ROW_max,
    ROW_min,
    ROW_div,
    ROW_ddiv,
    ROW_cbrt,
    ROW_dcbrt,
    ROW_pow,
    ROW_dpow,
    ROW_powlog,
    ROW_dpowlog,
    ROW_exp2,
    ROW_xlogy,
    ROW_asin,
    ROW_acos,
    ROW_atanh,
    ROW_datan,
    ROW_sech2,
    ROW_sigmoid,
    ROW_dsigmoid,
    ROW_silu,
    ROW_mish,
    ROW_gauss,
    ROW_normal_pdf,
    ROW_normal_cdf,
    ROW_gelu,
    ROW_hypot,
    ROW_cosine,
    ROW_datan2,
    ROW_logaddexp,
    ROW_sharing,
    ROW_logsumexp,
    ROW_softmax,
    ROW_log_softmax,
    ROWS
};

static const char *const NAMES[] = {
    "add",
    "sub",
    "mul",
    "neg",
    "square",
    "reciprocal",
    "sqrt",
    "rsqrt",
    "powc",
    "exp",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sin",
    "cos",
    "tan",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "softplus",
    "logsigmoid",
    "softsign",
    "erf",
    "erfc",
    "abs",
    "sign",
    "relu",
    "relu6",
    "hardtanh",
    "clamp",
    "leaky_relu",
    "elu",
    "selu",
    "floor",
    "ceil",
    "trunc",
    "fmod",
    "mod",
    "floordiv",
    "copysign",
    "where",
    "less",
    "less_equal",
    "equal",
    "choose",
    "total",
    "dot",
    "affine",
    "picked",
    "prod",
    "max",
    "min",
    "div",
    "ddiv",
    "cbrt",
    "dcbrt",
    "pow",
    "dpow",
    "powlog",
    "dpowlog",
    "exp2",
    "xlogy",
    "asin",
    "acos",
    "atanh",
    "datan",
    "sech2",
    "sigmoid",
    "dsigmoid",
    "silu",
    "mish",
    "gauss",
    "normal_pdf",
    "normal_cdf",
    "gelu",
    "hypot",
    "cosine",
    "datan2",
    "logaddexp",
    "sharing",
    "logsumexp",
    "softmax",
    "log_softmax",
};

typedef char rows_have_room[ROWS <= MOST_ROWS ? 1 : -1];

static double value_sign(double x);
static double value_ddiv(double x, double y);
static double value_dcbrt(double x, double w);
static double value_dpow(double x, double y, double w);
static double value_powlog(double x, double y, double w);
static double value_dpowlog(double x, double y, double w);
static double value_xlogy(double x, double y);
static double value_datan(double x);
static double value_sech2(double x);
static double value_sigmoid(double x);
static double value_dsigmoid(double x);
static double value_gauss(double x);
static double value_normal_pdf(double x);
static double value_normal_cdf(double x);
static double value_cosine(double x, double y);
static double value_datan2(double x, double y);
static double value_sharing(double x, double y);
static void values_softmax(const double *x, size_t size, double *q);

static double value_sign(double x)
{
    return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x == 0.0 ? 0.0 : NAN;
}

static double value_ddiv(double x, double y)
{
    return -(1.8014398509481984e+16 * x / y / y) * 5.551115123125783e-17;
}

static double value_dcbrt(double x, double w)
{
    return x == 0.0 ? INFINITY : fabs(x) < INFINITY ? w / x / 3.0 : 1.0 / fabs(w);
}

static double value_dpow(double x, double y, double w)
{
    return (y < 1.0 ? 5e-324 : 2.2250738585072014e-308) <= fabs(w) && fabs(w) <= 1.7976931348623157e+308 ? (2.2250738585072014e-308 <= fabs(w / x) && fabs(w / x) <= 1.7976931348623157e+308 ? y * (w / x) : y * w / x) : fabs(y) < 9007199254740992.0 ? y * pow(x, y - 1.0) : w == 0.0 ? (x == 0.0 ? y * x : 0.0) : fabs(x) == INFINITY ? copysign(y, x * y) * w : y * w / x;
}

static double value_powlog(double x, double y, double w)
{
    return x == 0.0 ? (y == 0.0 ? 0.0 : value_xlogy(w, x)) : value_xlogy(w, x);
}

static double value_dpowlog(double x, double y, double w)
{
    double r = w / x;
    double v = 2.2250738585072014e-308 <= fabs(w) && fabs(w) <= 1.7976931348623157e+308 ? (2.2250738585072014e-308 <= fabs(r) && fabs(r) <= 1.7976931348623157e+308 ? r : pow(x, y - 1.0)) : pow(x, y - 1.0);
    return x == 0.0 ? (y > 1.0 ? 0.0 : y >= 0.0 ? -INFINITY : y < 0.0 ? INFINITY : NAN) : fabs(v) < INFINITY ? v + y * v * log(x) : v * (1.0 + y * log(x));
}

static double value_xlogy(double x, double y)
{
    return y >= 0.0 ? (x == 0.0 ? 0.0 : x * log(y)) : NAN;
}

static double value_datan(double x)
{
    return fabs(x) > 1e+150 ? 1.0 / x / x : 1.0 / (1.0 + x * x);
}

static double value_sech2(double x)
{
    double e = exp(-2.0 * fabs(x));
    return 4.0 * e / (1.0 + e * (2.0 + e));
}

static double value_sigmoid(double x)
{
    double e = exp(-fabs(x));
    return x < 0.0 ? e / (1.0 + e) : 1.0 / (1.0 + e);
}

static double value_dsigmoid(double x)
{
    double e = exp(-fabs(x));
    return e / (1.0 + e * (2.0 + e));
}

static double value_gauss(double x)
{
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double h = x * x;
    double e = a * a - h + 2.0 * a * b + b * b;
    return fabs(x) < 28.0 ? exp(-h) * (1.0 - e) : x == x ? 0.0 : NAN;
}

static double value_normal_pdf(double x)
{
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double h = x * x;
    double e = a * a - h + 2.0 * a * b + b * b;
    return fabs(x) < 39.0 ? 0.3989422804014327 * (exp(-0.5 * h) * (1.0 - 0.5 * e)) : x == x ? 0.0 : NAN;
}

static double value_normal_cdf(double x)
{
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double p = 0.7071067839860916;
    double q = -2.7995440410322203e-09;
    double t = -0.7071067811865476 * x;
    double d = x * 4.833646656726457e-17 - (a * p + t + a * q + b * p + b * q);
    return fabs(x) < 10000000000.0 ? 0.5 * (erfc(t) - 1.1283791670955126 * (value_gauss(t) * d)) : x < 0.0 ? 0.0 : x > 0.0 ? 1.0 : NAN;
}

static double value_cosine(double x, double y)
{
    double s = fabs(x) + fabs(y) < 1e-290 ? 4.149515568880993e+180 : fabs(x) + fabs(y) > 1e+300 ? 0.25 : 1.0;
    double r = length_of(x * s, y * s);
    return fabs(x) == INFINITY ? (y == y ? (fabs(y) == INFINITY ? 0.7071067811865476 : 1.0) * value_sign(x) : NAN) : r == 0.0 ? 0.0 : x * s / r;
}

static double value_datan2(double x, double y)
{
    double s = fabs(x) + fabs(y) < 1e-150 ? 4.149515568880993e+180 : fabs(x) + fabs(y) > 1e+150 ? 2.409919865102884e-181 : 1.0;
    double a = x * s;
    double b = y * s;
    double d = a * a + b * b;
    return fabs(x) == INFINITY ? (y == y ? 0.0 : NAN) : fabs(y) == INFINITY ? (x == x ? 0.0 : NAN) : d == 0.0 ? 0.0 : b / d * s;
}

static double value_sharing(double x, double y)
{
    double d = x - y;
    double v = d - x;
    double r = x - (d - v) - (y + v);
    double e = exp(-fabs(d));
    double s = (d < 0.0 ? e : 1.0) / (1.0 + e);
    double o = (d < 0.0 ? 1.0 : e) / (1.0 + e);
    return fabs(d) < INFINITY ? s + r * s * o : x == y ? 0.5 : s;
}

static void values_softmax(const double *x, size_t size, double *q)
{
    double *e = q;
    double max1 = -INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] <= max1) && !isnan(max1)) max1 = x[i];
    double m = max1;
    for (size_t i = 0; i < size; i++) e[i] = exp(x[i] == m ? 0.0 : x[i] - m);
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += e[i];
    double t = sum2;
    for (size_t i = 0; i < size; i++) q[i] = e[i] / t;
}

/* z = x + y, dz/dx = 1, dz/dy = 1 */
static PyObject *make_add(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x + y;
    Node *node = node_of(rows[ROW_add], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, 1.0);
    sends(node, 1, 1.0);
    return made(node);
}

/* z = x - y, dz/dx = 1, dz/dy = -1 */
static PyObject *make_sub(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x - y;
    Node *node = node_of(rows[ROW_sub], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, 1.0);
    sends(node, 1, -1.0);
    return made(node);
}

/* z = x * y, dz/dx = y, dz/dy = x */
static PyObject *make_mul(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x * y;
    Node *node = node_of(rows[ROW_mul], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, y);
    sends(node, 1, x);
    return made(node);
}

/* z = -x, dz/dx = -1 */
static PyObject *make_neg(Node *first)
{
    double x = first->data;
    double z = -x;
    Node *node = node_of(rows[ROW_neg], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -1.0);
    return made(node);
}

/* z = x * x, dz/dx = 2 * x */
static PyObject *make_square(Node *first)
{
    double x = first->data;
    double z = x * x;
    Node *node = node_of(rows[ROW_square], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 2.0 * x);
    return made(node);
}

/* z = 1 / x, dz/dx = -(z * z) */
static PyObject *make_reciprocal(Node *first)
{
    double x = first->data;
    double z = 1.0 / x;
    Node *node = node_of(rows[ROW_reciprocal], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -(z * z));
    return made(node);
}

/* z = sqrt(x), dz/dx = where(x == 0, inf, 0.5 / z) */
static PyObject *make_sqrt(Node *first)
{
    double x = first->data;
    double z = sqrt(x);
    Node *node = node_of(rows[ROW_sqrt], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x == 0.0 ? INFINITY : 0.5 / z);
    return made(node);
}

/* z = 1 / sqrt(x), dz/dx = -0.5 * z / x */
static PyObject *make_rsqrt(Node *first)
{
    double x = first->data;
    double z = 1.0 / sqrt(x);
    Node *node = node_of(rows[ROW_rsqrt], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -0.5 * z / x);
    return made(node);
}

/* z = x ** c, dz/dx = where(c == 0, 0, dpow(x, c, z)) */
static PyObject *make_powc(Node *first, double c)
{
    double x = first->data;
    double z = pow(x, c);
    double given[] = {c};
    PyObject *rule = rule_with(ROW_powc, given, 1, -1);
    if (!rule)
        return NULL;
    Node *node = node_of(rule, z, 1, first, NULL);
    Py_DECREF(rule);
    if (!node)
        return NULL;
    may_send(node, 0, c == 0.0 ? NOTHING : value_dpow(x, c, z));
    return made(node);
}

/* z = exp(x), dz/dx = z */
static PyObject *make_exp(Node *first)
{
    double x = first->data;
    double z = exp(x);
    Node *node = node_of(rows[ROW_exp], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, z);
    return made(node);
}

/* z = expm1(x), dz/dx = exp(x) */
static PyObject *make_expm1(Node *first)
{
    double x = first->data;
    double z = expm1(x);
    Node *node = node_of(rows[ROW_expm1], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, exp(x));
    return made(node);
}

/* z = log(x), dz/dx = where(x > 0, 1 / x, where(x == 0, inf, nan)) */
static PyObject *make_log(Node *first)
{
    double x = first->data;
    double z = log(x);
    Node *node = node_of(rows[ROW_log], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x > 0.0 ? 1.0 / x : x == 0.0 ? INFINITY : NAN);
    return made(node);
}

/* z = log2(x), dz/dx = where(x > 0, 1.4426950408889634 / x, where(x == 0, inf, nan)) */
static PyObject *make_log2(Node *first)
{
    double x = first->data;
    double z = log2(x);
    Node *node = node_of(rows[ROW_log2], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x > 0.0 ? 1.4426950408889634 / x : x == 0.0 ? INFINITY : NAN);
    return made(node);
}

/* z = log10(x), dz/dx = where(x > 0, 0.4342944819032518 / x, where(x == 0, inf, nan)) */
static PyObject *make_log10(Node *first)
{
    double x = first->data;
    double z = log10(x);
    Node *node = node_of(rows[ROW_log10], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x > 0.0 ? 0.4342944819032518 / x : x == 0.0 ? INFINITY : NAN);
    return made(node);
}

/* z = log1p(x), dz/dx = where(x > -1, 1 / (1 + x), where(x == -1, inf, nan)) */
static PyObject *make_log1p(Node *first)
{
    double x = first->data;
    double z = log1p(x);
    Node *node = node_of(rows[ROW_log1p], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x > -1.0 ? 1.0 / (1.0 + x) : x == -1.0 ? INFINITY : NAN);
    return made(node);
}

/* z = sin(x), dz/dx = cos(x) */
static PyObject *make_sin(Node *first)
{
    double x = first->data;
    double z = sin(x);
    Node *node = node_of(rows[ROW_sin], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, cos(x));
    return made(node);
}

/* z = cos(x), dz/dx = -sin(x) */
static PyObject *make_cos(Node *first)
{
    double x = first->data;
    double z = cos(x);
    Node *node = node_of(rows[ROW_cos], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -sin(x));
    return made(node);
}

/* z = tan(x), dz/dx = 1 + z * z */
static PyObject *make_tan(Node *first)
{
    double x = first->data;
    double z = tan(x);
    Node *node = node_of(rows[ROW_tan], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 + z * z);
    return made(node);
}

/* z = atan(x), dz/dx = datan(x) */
static PyObject *make_atan(Node *first)
{
    double x = first->data;
    double z = atan(x);
    Node *node = node_of(rows[ROW_atan], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_datan(x));
    return made(node);
}

/* z = atan2(x, y), dz/dx = datan2(x, y), dz/dy = -datan2(y, x) */
static PyObject *make_atan2(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = atan2(x, y);
    Node *node = node_of(rows[ROW_atan2], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, value_datan2(x, y));
    sends(node, 1, -value_datan2(y, x));
    return made(node);
}

/* z = sinh(x), dz/dx = cosh(x) */
static PyObject *make_sinh(Node *first)
{
    double x = first->data;
    double z = sinh(x);
    Node *node = node_of(rows[ROW_sinh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, cosh(x));
    return made(node);
}

/* z = cosh(x), dz/dx = sinh(x) */
static PyObject *make_cosh(Node *first)
{
    double x = first->data;
    double z = cosh(x);
    Node *node = node_of(rows[ROW_cosh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, sinh(x));
    return made(node);
}

/* z = tanh(x), dz/dx = sech2(x) */
static PyObject *make_tanh(Node *first)
{
    double x = first->data;
    double z = tanh(x);
    Node *node = node_of(rows[ROW_tanh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_sech2(x));
    return made(node);
}

/* z = asinh(x), dz/dx = 1 / hypot(1, x) */
static PyObject *make_asinh(Node *first)
{
    double x = first->data;
    double z = asinh(x);
    Node *node = node_of(rows[ROW_asinh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 / length_of(1.0, x));
    return made(node);
}

/* z = acosh(x), dz/dx = 1 / (sqrt(x - 1) * sqrt(x + 1)) */
static PyObject *make_acosh(Node *first)
{
    double x = first->data;
    double z = acosh(x);
    Node *node = node_of(rows[ROW_acosh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 / (sqrt(x - 1.0) * sqrt(x + 1.0)));
    return made(node);
}

/* z = where(x > 0, x + log1p(exp(-x)), log1p(exp(x))), dz/dx = sigmoid(x) */
static PyObject *make_softplus(Node *first)
{
    double x = first->data;
    double z = x > 0.0 ? x + log1p(exp(-x)) : log1p(exp(x));
    Node *node = node_of(rows[ROW_softplus], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_sigmoid(x));
    return made(node);
}

/* z = where(x < 0, x - log1p(exp(x)), -log1p(exp(-x))), dz/dx = sigmoid(-x) */
static PyObject *make_logsigmoid(Node *first)
{
    double x = first->data;
    double z = x < 0.0 ? x - log1p(exp(x)) : -log1p(exp(-x));
    Node *node = node_of(rows[ROW_logsigmoid], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_sigmoid(-x));
    return made(node);
}

/* z = where(abs(x) == inf, sign(x), x / (1 + abs(x))), dz/dx = 1 / (1 + abs(x)) / (1 + abs(x)) */
static PyObject *make_softsign(Node *first)
{
    double x = first->data;
    double z = fabs(x) == INFINITY ? value_sign(x) : x / (1.0 + fabs(x));
    Node *node = node_of(rows[ROW_softsign], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 / (1.0 + fabs(x)) / (1.0 + fabs(x)));
    return made(node);
}

/* z = erf(x), dz/dx = 1.1283791670955126 * gauss(x) */
static PyObject *make_erf(Node *first)
{
    double x = first->data;
    double z = erf(x);
    Node *node = node_of(rows[ROW_erf], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.1283791670955126 * value_gauss(x));
    return made(node);
}

/* z = erfc(x), dz/dx = -1.1283791670955126 * gauss(x) */
static PyObject *make_erfc(Node *first)
{
    double x = first->data;
    double z = erfc(x);
    Node *node = node_of(rows[ROW_erfc], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -1.1283791670955126 * value_gauss(x));
    return made(node);
}

/* z = abs(x), dz/dx = sign(x) */
static PyObject *make_abs(Node *first)
{
    double x = first->data;
    double z = fabs(x);
    Node *node = node_of(rows[ROW_abs], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_sign(x));
    return made(node);
}

/* z = where(x > 0, 1, where(x < 0, -1, where(x == 0, 0, nan))), dz/dx = where(x == x, 0, nan) */
static PyObject *make_sign(Node *first)
{
    double x = first->data;
    double z = x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x == 0.0 ? 0.0 : NAN;
    Node *node = node_of(rows[ROW_sign], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x == x ? NOTHING : NAN);
    return made(node);
}

/* z = where(x <= 0, 0, x), dz/dx = where(x <= 0, 0, where(x > 0, 1, nan)) */
static PyObject *make_relu(Node *first)
{
    double x = first->data;
    double z = x <= 0.0 ? 0.0 : x;
    Node *node = node_of(rows[ROW_relu], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x <= 0.0 ? NOTHING : x > 0.0 ? 1.0 : NAN);
    return made(node);
}

/* z = where(x <= 0, 0, where(x >= 6, 6, x)), dz/dx = where(x <= 0, 0, where(x >= 6, 0, where(x == x, 1, nan))) */
static PyObject *make_relu6(Node *first)
{
    double x = first->data;
    double z = x <= 0.0 ? 0.0 : x >= 6.0 ? 6.0 : x;
    Node *node = node_of(rows[ROW_relu6], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x <= 0.0 ? NOTHING : x >= 6.0 ? NOTHING : x == x ? 1.0 : NAN);
    return made(node);
}

/* z = where(x <= -1, -1, where(x >= 1, 1, x)), dz/dx = where(x <= -1, 0, where(x >= 1, 0, where(x == x, 1, nan))) */
static PyObject *make_hardtanh(Node *first)
{
    double x = first->data;
    double z = x <= -1.0 ? -1.0 : x >= 1.0 ? 1.0 : x;
    Node *node = node_of(rows[ROW_hardtanh], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x <= -1.0 ? NOTHING : x >= 1.0 ? NOTHING : x == x ? 1.0 : NAN);
    return made(node);
}

/* z = where(x < low, low, where(x > high, high, x)), dz/dx = where(x < low, 0, where(x > high, 0, where(x == x, 1, nan))) */
static PyObject *make_clamp(Node *first, double low, double high)
{
    double x = first->data;
    double z = x < low ? low : x > high ? high : x;
    double given[] = {low, high};
    PyObject *rule = rule_with(ROW_clamp, given, 2, -1);
    if (!rule)
        return NULL;
    Node *node = node_of(rule, z, 1, first, NULL);
    Py_DECREF(rule);
    if (!node)
        return NULL;
    may_send(node, 0, x < low ? NOTHING : x > high ? NOTHING : x == x ? 1.0 : NAN);
    return made(node);
}

/* z = where(x > 0, x, slope * x), dz/dx = where(x > 0, 1, where(x < 0, slope, where(x == 0, max(min(slope, 1), 0), nan))) */
static PyObject *make_leaky_relu(Node *first, double slope)
{
    double x = first->data;
    double z = x > 0.0 ? x : slope * x;
    double given[] = {slope};
    PyObject *rule = rule_with(ROW_leaky_relu, given, 1, -1);
    if (!rule)
        return NULL;
    Node *node = node_of(rule, z, 1, first, NULL);
    Py_DECREF(rule);
    if (!node)
        return NULL;
    sends(node, 0, x > 0.0 ? 1.0 : x < 0.0 ? slope : x == 0.0 ? larger(smaller(slope, 1.0), 0.0) : NAN);
    return made(node);
}

/* z = where(x > 0, x, alpha * expm1(x)), dz/dx = where(x > 0, 1, where(x == 0, max(min(alpha, 1), 0), alpha * exp(x))) */
static PyObject *make_elu(Node *first, double alpha)
{
    double x = first->data;
    double z = x > 0.0 ? x : alpha * expm1(x);
    double given[] = {alpha};
    PyObject *rule = rule_with(ROW_elu, given, 1, -1);
    if (!rule)
        return NULL;
    Node *node = node_of(rule, z, 1, first, NULL);
    Py_DECREF(rule);
    if (!node)
        return NULL;
    sends(node, 0, x > 0.0 ? 1.0 : x == 0.0 ? larger(smaller(alpha, 1.0), 0.0) : alpha * exp(x));
    return made(node);
}

/* z = where(x > 0, 1.0507009873554805 * x, 1.7580993408473768 * expm1(x)), dz/dx = where(x >= 0, 1.0507009873554805, 1.7580993408473768 * exp(x)) */
static PyObject *make_selu(Node *first)
{
    double x = first->data;
    double z = x > 0.0 ? 1.0507009873554805 * x : 1.7580993408473768 * expm1(x);
    Node *node = node_of(rows[ROW_selu], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, x >= 0.0 ? 1.0507009873554805 : 1.7580993408473768 * exp(x));
    return made(node);
}

/* z = floor(x), dz/dx = where(x == x, 0, nan) */
static PyObject *make_floor(Node *first)
{
    double x = first->data;
    double z = floored(x);
    Node *node = node_of(rows[ROW_floor], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x == x ? NOTHING : NAN);
    return made(node);
}

/* z = ceil(x), dz/dx = where(x == x, 0, nan) */
static PyObject *make_ceil(Node *first)
{
    double x = first->data;
    double z = raised(x);
    Node *node = node_of(rows[ROW_ceil], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x == x ? NOTHING : NAN);
    return made(node);
}

/* z = trunc(x), dz/dx = where(x == x, 0, nan) */
static PyObject *make_trunc(Node *first)
{
    double x = first->data;
    double z = trunc(x);
    Node *node = node_of(rows[ROW_trunc], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x == x ? NOTHING : NAN);
    return made(node);
}

/* z = fmod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -round((x - z) / y), nan) */
static PyObject *make_fmod(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = fmod(x, y);
    Node *node = node_of(rows[ROW_fmod], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, z == z ? 1.0 : NAN);
    sends(node, 1, z == z ? -rounded((x - z) / y) : NAN);
    return made(node);
}

/* z = mod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -floordiv(x, y), nan) */
static PyObject *make_mod(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = remainder_of(x, y);
    Node *node = node_of(rows[ROW_mod], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, z == z ? 1.0 : NAN);
    sends(node, 1, z == z ? -quotient_of(x, y) : NAN);
    return made(node);
}

/* z = floordiv(x, y), dz/dx = where(z == z, 0, nan), dz/dy = where(z == z, 0, nan) */
static PyObject *make_floordiv(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = quotient_of(x, y);
    Node *node = node_of(rows[ROW_floordiv], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, z == z ? NOTHING : NAN);
    may_send(node, 1, z == z ? NOTHING : NAN);
    return made(node);
}

/* z = where(y == y, copysign(x, y), nan), dz/dx = where(y == y, sign(x) * copysign(1, y), nan), dz/dy = where(x == x, where(y == y, 0, nan), nan) */
static PyObject *make_copysign(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = y == y ? copysign(x, y) : NAN;
    Node *node = node_of(rows[ROW_copysign], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, y == y ? value_sign(x) * copysign(1.0, y) : NAN);
    may_send(node, 1, x == x ? (y == y ? NOTHING : NAN) : NAN);
    return made(node);
}

/* z = where(c != 0, x, y), dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1) */
static PyObject *make_where(Node *first, Node *second, double c)
{
    double x = first->data;
    double y = second->data;
    double z = c != 0.0 ? x : y;
    double given[] = {c};
    PyObject *rule = rule_with(ROW_where, given, 1, -1);
    if (!rule)
        return NULL;
    Node *node = node_of(rule, z, 2, first, second);
    Py_DECREF(rule);
    if (!node)
        return NULL;
    may_send(node, 0, c != 0.0 ? 1.0 : NOTHING);
    may_send(node, 1, c != 0.0 ? NOTHING : 1.0);
    return made(node);
}

/* z = where(x < y, 1, 0), dz/dx = 0, dz/dy = 0 */
static PyObject *make_less(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x < y ? 1.0 : 0.0;
    Node *node = node_of(rows[ROW_less], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, NOTHING);
    may_send(node, 1, NOTHING);
    return made(node);
}

/* z = where(x <= y, 1, 0), dz/dx = 0, dz/dy = 0 */
static PyObject *make_less_equal(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x <= y ? 1.0 : 0.0;
    Node *node = node_of(rows[ROW_less_equal], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, NOTHING);
    may_send(node, 1, NOTHING);
    return made(node);
}

/* z = where(x == y, 1, 0), dz/dx = 0, dz/dy = 0 */
static PyObject *make_equal(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x == y ? 1.0 : 0.0;
    Node *node = node_of(rows[ROW_equal], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, NOTHING);
    may_send(node, 1, NOTHING);
    return made(node);
}

/* z = where(c != 0, x, y), dz/dc = 0, dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1) */
static PyObject *make_choose(Node *first, Node *second, Node *third)
{
    double c = first->data;
    double x = second->data;
    double y = third->data;
    double z = c != 0.0 ? x : y;
    Node *node = node_of_three(rows[ROW_choose], z, first, second, third);
    if (!node)
        return NULL;
    may_send(node, 0, NOTHING);
    may_send(node, 1, c != 0.0 ? 1.0 : NOTHING);
    may_send(node, 2, c != 0.0 ? NOTHING : 1.0);
    return made(node);
}

/* z = sum(x), dz/dx = 1 */
static PyObject *make_total(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_total, "total(x)", given, 1, 0, 0, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double sum1 = 0.0;
    for (size_t i = 0; i < size; i++) sum1 += x[i];
    double z = sum1;
    Node *node = folded(&fold, rows[ROW_total], z);
    if (node) {
        double *partial = partials(node);
        for (size_t i = 0; i < size; i++) partial[0 * size + i] = 1.0;
    }
    release(&fold);
    return made(node);
}

/* z = sum(w * x), dz/dw = x, dz/dx = w */
static PyObject *make_dot(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_dot, "dot(w, x)", given, 2, 0, 0, &result))
        return result;
    size_t size = fold.size;
    double *w = fold.data;
    double *x = fold.data + 1 * size;
    double sum1 = 0.0;
    for (size_t i = 0; i < size; i++) sum1 += w[i] * x[i];
    double z = sum1;
    Node *node = folded(&fold, rows[ROW_dot], z);
    if (node) {
        double *partial = partials(node);
        for (size_t i = 0; i < size; i++) partial[0 * size + i] = x[i];
        for (size_t i = 0; i < size; i++) partial[1 * size + i] = w[i];
    }
    release(&fold);
    return made(node);
}

/* z = sum(w * x, b), dz/dw = x, dz/dx = w, dz/db = 1 */
static PyObject *make_affine(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_affine, "affine(w, x, b)", given, 2, 1, 0, &result))
        return result;
    size_t size = fold.size;
    double *w = fold.data;
    double *x = fold.data + 1 * size;
    double b = fold.data[2 * size + 0];
    double sum1 = b;
    for (size_t i = 0; i < size; i++) sum1 += w[i] * x[i];
    double z = sum1;
    Node *node = folded(&fold, rows[ROW_affine], z);
    if (node) {
        double *partial = partials(node);
        for (size_t i = 0; i < size; i++) partial[0 * size + i] = x[i];
        for (size_t i = 0; i < size; i++) partial[1 * size + i] = w[i];
        partial[2 * size + 0] = 1.0;
    }
    release(&fold);
    return made(node);
}

/* z = sum(where(i == j, x, 0)), dz/dx = where(i == j, 1, 0), dz/dj = 0 */
static PyObject *make_picked(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_picked, "picked(x, j)", given, 1, 1, 0, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double j = fold.data[1 * size + 0];
    double sum1 = 0.0;
    for (size_t i = 0; i < size; i++) sum1 += (double)i == j ? x[i] : 0.0;
    double z = sum1;
    Node *node = folded(&fold, rows[ROW_picked], z);
    if (node) {
        for (size_t i = 0; i < size; i++) may_send(node, 0 * size + i, (double)i == j ? 1.0 : NOTHING);
        may_send(node, 1 * size + 0, NOTHING);
    }
    release(&fold);
    return made(node);
}

/* z = prod(x), dz/dx = p with p = others(x) */
static PyObject *make_prod(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_prod, "prod(x)", given, 1, 0, 1, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double *p = fold.data + fold.count + 0 * size;
    double prod1 = 1.0;
    for (size_t i = 0; i < size; i++) prod1 *= x[i];
    double z = prod1;
    others(x, size, p);
    Node *node = folded(&fold, rows[ROW_prod], z);
    if (node) {
        double *partial = partials(node);
        for (size_t i = 0; i < size; i++) partial[0 * size + i] = p[i];
    }
    release(&fold);
    return made(node);
}

/* z = max(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan) */
static PyObject *make_max(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_max, "max(x)", given, 1, 0, 0, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double max1 = -INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] <= max1) && !isnan(max1)) max1 = x[i];
    double z = max1;
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += x[i] == z ? 1.0 : 0.0;
    Node *node = folded(&fold, rows[ROW_max], z);
    if (node) {
        for (size_t i = 0; i < size; i++) may_send(node, 0 * size + i, z == z ? (x[i] == z ? 1.0 / sum2 : NOTHING) : NAN);
    }
    release(&fold);
    return made(node);
}

/* z = min(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan) */
static PyObject *make_min(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_min, "min(x)", given, 1, 0, 0, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double min1 = INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] >= min1) && !isnan(min1)) min1 = x[i];
    double z = min1;
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += x[i] == z ? 1.0 : 0.0;
    Node *node = folded(&fold, rows[ROW_min], z);
    if (node) {
        for (size_t i = 0; i < size; i++) may_send(node, 0 * size + i, z == z ? (x[i] == z ? 1.0 / sum2 : NOTHING) : NAN);
    }
    release(&fold);
    return made(node);
}

/* z = x / y, dz/dx = 1 / y, dz/dy = where(abs(z) < 2.2250738585072014e-308, where(z == 0, -(z / y), ddiv(x, y)), -(z / y)) */
static PyObject *make_div(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x / y;
    Node *node = node_of(rows[ROW_div], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 / y);
    sends(node, 1, fabs(z) < 2.2250738585072014e-308 ? (z == 0.0 ? -(z / y) : value_ddiv(x, y)) : -(z / y));
    return made(node);
}

/* z = -((18014398509481984 * x / y) / y) * 5.551115123125783e-17, dz/dx = -1 / y / y, dz/dy = 36028797018963968 * x / y / y / y * 5.551115123125783e-17 */
static PyObject *make_ddiv(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = -(1.8014398509481984e+16 * x / y / y) * 5.551115123125783e-17;
    Node *node = node_of(rows[ROW_ddiv], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, -1.0 / y / y);
    sends(node, 1, 3.602879701896397e+16 * x / y / y / y * 5.551115123125783e-17);
    return made(node);
}

/* z = cbrt(x), dz/dx = dcbrt(x, z) */
static PyObject *make_cbrt(Node *first)
{
    double x = first->data;
    double z = cbrt(x);
    Node *node = node_of(rows[ROW_cbrt], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_dcbrt(x, z));
    return made(node);
}

/* z = where(x == 0, inf, where(abs(x) < inf, w / x / 3, 1 / abs(w))), dz/dx = where(x == 0, 0, -2 * z / x / 3), dz/dw = 0 */
static PyObject *make_dcbrt(Node *first, Node *second)
{
    double x = first->data;
    double w = second->data;
    double z = x == 0.0 ? INFINITY : fabs(x) < INFINITY ? w / x / 3.0 : 1.0 / fabs(w);
    Node *node = node_of(rows[ROW_dcbrt], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, x == 0.0 ? NOTHING : -2.0 * z / x / 3.0);
    may_send(node, 1, NOTHING);
    return made(node);
}

/* z = x ** y, dz/dx = where(y == 0, where(0 < abs(x) < inf, dpow(x, y, z), 0), dpow(x, y, z)), dz/dy = powlog(x, y, z) */
static PyObject *make_pow(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = pow(x, y);
    Node *node = node_of(rows[ROW_pow], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, y == 0.0 ? (0.0 < fabs(x) && fabs(x) < INFINITY ? value_dpow(x, y, z) : NOTHING) : value_dpow(x, y, z));
    sends(node, 1, value_powlog(x, y, z));
    return made(node);
}

/* z = where(where(y < 1, 5e-324, 2.2250738585072014e-308) <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(w / x) <= 1.7976931348623157e+308, y * (w / x), y * w / x), where(abs(y) < 9007199254740992, y * x ** (y - 1), where(w == 0, where(x == 0, y * x, 0), where(abs(x) == inf, copysign(y, x * y) * w, y * w / x)))), dz/dx = where(0.5 <= y < 9007199254740992, where(y == 1, 0, y * dpow(x, y - 1, x ** (y - 1))), (y - 1) * (z / x)), dz/dy = dpowlog(x, y, w), dz/dw = 0 */
static PyObject *make_dpow(Node *first, Node *second, Node *third)
{
    double x = first->data;
    double y = second->data;
    double w = third->data;
    double z = (y < 1.0 ? 5e-324 : 2.2250738585072014e-308) <= fabs(w) && fabs(w) <= 1.7976931348623157e+308 ? (2.2250738585072014e-308 <= fabs(w / x) && fabs(w / x) <= 1.7976931348623157e+308 ? y * (w / x) : y * w / x) : fabs(y) < 9007199254740992.0 ? y * pow(x, y - 1.0) : w == 0.0 ? (x == 0.0 ? y * x : 0.0) : fabs(x) == INFINITY ? copysign(y, x * y) * w : y * w / x;
    Node *node = node_of_three(rows[ROW_dpow], z, first, second, third);
    if (!node)
        return NULL;
    may_send(node, 0, 0.5 <= y && y < 9007199254740992.0 ? (y == 1.0 ? NOTHING : y * value_dpow(x, y - 1.0, pow(x, y - 1.0))) : (y - 1.0) * (z / x));
    sends(node, 1, value_dpowlog(x, y, w));
    may_send(node, 2, NOTHING);
    return made(node);
}

/* z = where(x == 0, where(y == 0, 0, xlogy(w, x)), xlogy(w, x)), dz/dx = where(x == 0, where(y == 0, 0, dpowlog(x, y, w)), dpowlog(x, y, w)), dz/dy = where(x == 0, where(y < 0, inf, where(y >= 0, 0, nan)), z * log(x)), dz/dw = 0 */
static PyObject *make_powlog(Node *first, Node *second, Node *third)
{
    double x = first->data;
    double y = second->data;
    double w = third->data;
    double z = x == 0.0 ? (y == 0.0 ? 0.0 : value_xlogy(w, x)) : value_xlogy(w, x);
    Node *node = node_of_three(rows[ROW_powlog], z, first, second, third);
    if (!node)
        return NULL;
    may_send(node, 0, x == 0.0 ? (y == 0.0 ? NOTHING : value_dpowlog(x, y, w)) : value_dpowlog(x, y, w));
    may_send(node, 1, x == 0.0 ? (y < 0.0 ? INFINITY : y >= 0.0 ? NOTHING : NAN) : z * log(x));
    may_send(node, 2, NOTHING);
    return made(node);
}

/* z = where(x == 0, where(y > 1, 0, where(y >= 0, -inf, where(y < 0, inf, nan))), where(abs(v) < inf, v + y * v * log(x), v * (1 + y * log(x)))), dz/dx = where(x == 0, 0, ((y - 1) * z + y * x ** (y - 1)) / x), dz/dy = where(x == 0, 0, log(x) * (z + x ** (y - 1))), dz/dw = 0 with r = w / x, v = where(2.2250738585072014e-308 <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(r) <= 1.7976931348623157e+308, r, x ** (y - 1)), x ** (y - 1)) */
static PyObject *make_dpowlog(Node *first, Node *second, Node *third)
{
    double x = first->data;
    double y = second->data;
    double w = third->data;
    double r = w / x;
    double v = 2.2250738585072014e-308 <= fabs(w) && fabs(w) <= 1.7976931348623157e+308 ? (2.2250738585072014e-308 <= fabs(r) && fabs(r) <= 1.7976931348623157e+308 ? r : pow(x, y - 1.0)) : pow(x, y - 1.0);
    double z = x == 0.0 ? (y > 1.0 ? 0.0 : y >= 0.0 ? -INFINITY : y < 0.0 ? INFINITY : NAN) : fabs(v) < INFINITY ? v + y * v * log(x) : v * (1.0 + y * log(x));
    Node *node = node_of_three(rows[ROW_dpowlog], z, first, second, third);
    if (!node)
        return NULL;
    may_send(node, 0, x == 0.0 ? NOTHING : ((y - 1.0) * z + y * pow(x, y - 1.0)) / x);
    may_send(node, 1, x == 0.0 ? NOTHING : log(x) * (z + pow(x, y - 1.0)));
    may_send(node, 2, NOTHING);
    return made(node);
}

/* z = exp2(x), dz/dx = where(z < inf, 0.6931471805599453 * z, 1.3862943611198906 * exp2(x - 1)) */
static PyObject *make_exp2(Node *first)
{
    double x = first->data;
    double z = exp2(x);
    Node *node = node_of(rows[ROW_exp2], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, z < INFINITY ? 0.6931471805599453 * z : 1.3862943611198906 * exp2(x - 1.0));
    return made(node);
}

/* z = where(y >= 0, where(x == 0, 0, x * log(y)), nan), dz/dx = log(y), dz/dy = where(y > 0, x / y, where(y == 0, where(x == 0, 0, x / y), nan)) */
static PyObject *make_xlogy(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = y >= 0.0 ? (x == 0.0 ? 0.0 : x * log(y)) : NAN;
    Node *node = node_of(rows[ROW_xlogy], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, log(y));
    may_send(node, 1, y > 0.0 ? x / y : y == 0.0 ? (x == 0.0 ? NOTHING : x / y) : NAN);
    return made(node);
}

/* z = asin(x), dz/dx = 1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x)) */
static PyObject *make_asin(Node *first)
{
    double x = first->data;
    double z = asin(x);
    double u = fabs(x) < 0.5 ? 1.0 - x * x : (1.0 - x) * (1.0 + x);
    Node *node = node_of(rows[ROW_asin], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, 1.0 / sqrt(u));
    return made(node);
}

/* z = acos(x), dz/dx = -1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x)) */
static PyObject *make_acos(Node *first)
{
    double x = first->data;
    double z = acos(x);
    double u = fabs(x) < 0.5 ? 1.0 - x * x : (1.0 - x) * (1.0 + x);
    Node *node = node_of(rows[ROW_acos], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -1.0 / sqrt(u));
    return made(node);
}

/* z = atanh(x), dz/dx = where(abs(x) <= 1, 1 / u, nan) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x)) */
static PyObject *make_atanh(Node *first)
{
    double x = first->data;
    double z = atanh(x);
    double u = fabs(x) < 0.5 ? 1.0 - x * x : (1.0 - x) * (1.0 + x);
    Node *node = node_of(rows[ROW_atanh], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, fabs(x) <= 1.0 ? 1.0 / u : NAN);
    return made(node);
}

/* z = where(abs(x) > 1e150, 1 / x / x, 1 / (1 + x * x)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z) * z) */
static PyObject *make_datan(Node *first)
{
    double x = first->data;
    double z = fabs(x) > 1e+150 ? 1.0 / x / x : 1.0 / (1.0 + x * x);
    Node *node = node_of(rows[ROW_datan], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, fabs(x) == INFINITY ? NOTHING : -2.0 * (x * z) * z);
    return made(node);
}

/* z = 4 * e / (1 + e * (2 + e)), dz/dx = -2 * z * tanh(x) with e = exp(-2 * abs(x)) */
static PyObject *make_sech2(Node *first)
{
    double x = first->data;
    double e = exp(-2.0 * fabs(x));
    double z = 4.0 * e / (1.0 + e * (2.0 + e));
    Node *node = node_of(rows[ROW_sech2], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -2.0 * z * tanh(x));
    return made(node);
}

/* z = where(x < 0, e / (1 + e), 1 / (1 + e)), dz/dx = dsigmoid(x) with e = exp(-abs(x)) */
static PyObject *make_sigmoid(Node *first)
{
    double x = first->data;
    double e = exp(-fabs(x));
    double z = x < 0.0 ? e / (1.0 + e) : 1.0 / (1.0 + e);
    Node *node = node_of(rows[ROW_sigmoid], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_dsigmoid(x));
    return made(node);
}

/* z = e / (1 + e * (2 + e)), dz/dx = -z * tanh(0.5 * x) with e = exp(-abs(x)) */
static PyObject *make_dsigmoid(Node *first)
{
    double x = first->data;
    double e = exp(-fabs(x));
    double z = e / (1.0 + e * (2.0 + e));
    Node *node = node_of(rows[ROW_dsigmoid], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, -z * tanh(0.5 * x));
    return made(node);
}

/* z = where(x < -700, where(x == -inf, -0.0, x * h * h), x * sigmoid(x)), dz/dx = where(abs(x) == inf, where(x > 0, 1, 0), where(x < -700, (1 + x) * h * h, sigmoid(x) + x * dsigmoid(x))) with h = exp(0.5 * x) */
static PyObject *make_silu(Node *first)
{
    double x = first->data;
    double h = exp(0.5 * x);
    double z = x < -700.0 ? (x == -INFINITY ? -0.0 : x * h * h) : x * value_sigmoid(x);
    Node *node = node_of(rows[ROW_silu], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, fabs(x) == INFINITY ? (x > 0.0 ? 1.0 : NOTHING) : x < -700.0 ? (1.0 + x) * h * h : value_sigmoid(x) + x * value_dsigmoid(x));
    return made(node);
}

/* z = where(x < -700, where(x == -inf, -0.0, x * h * h), where(x < inf, x * g, x)), dz/dx = where(x > 400, 1, where(x == -inf, 0, where(x < -700, (1 + x) * h * h, g + x * d))) with h = exp(0.5 * x), e = exp(where(x < 0, x, -x)), b = where(x < 0, 2 + e * (2 + e), 1 + 2 * e * (1 + e)), g = where(x < 0, e * (2 + e), 1 + 2 * e) / b, d = 4 * where(x < 0, e, e * e) * (1 + e) / (b * b) */
static PyObject *make_mish(Node *first)
{
    double x = first->data;
    double h = exp(0.5 * x);
    double e = exp(x < 0.0 ? x : -x);
    double b = x < 0.0 ? 2.0 + e * (2.0 + e) : 1.0 + 2.0 * e * (1.0 + e);
    double g = (x < 0.0 ? e * (2.0 + e) : 1.0 + 2.0 * e) / b;
    double z = x < -700.0 ? (x == -INFINITY ? -0.0 : x * h * h) : x < INFINITY ? x * g : x;
    double d = 4.0 * (x < 0.0 ? e : e * e) * (1.0 + e) / (b * b);
    Node *node = node_of(rows[ROW_mish], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, x > 400.0 ? 1.0 : x == -INFINITY ? NOTHING : x < -700.0 ? (1.0 + x) * h * h : g + x * d);
    return made(node);
}

/* z = where(abs(x) < 28, exp(-h) * (1 - e), where(x == x, 0, nan)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b */
static PyObject *make_gauss(Node *first)
{
    double x = first->data;
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double h = x * x;
    double e = a * a - h + 2.0 * a * b + b * b;
    double z = fabs(x) < 28.0 ? exp(-h) * (1.0 - e) : x == x ? 0.0 : NAN;
    Node *node = node_of(rows[ROW_gauss], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, fabs(x) == INFINITY ? NOTHING : -2.0 * (x * z));
    return made(node);
}

/* z = where(abs(x) < 39, 0.3989422804014327 * (exp(-0.5 * h) * (1 - 0.5 * e)), where(x == x, 0, nan)), dz/dx = where(37 < abs(x) < 39, -0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * (1 - 0.5 * e)), where(abs(x) == inf, 0, -x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b */
static PyObject *make_normal_pdf(Node *first)
{
    double x = first->data;
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double h = x * x;
    double e = a * a - h + 2.0 * a * b + b * b;
    double z = fabs(x) < 39.0 ? 0.3989422804014327 * (exp(-0.5 * h) * (1.0 - 0.5 * e)) : x == x ? 0.0 : NAN;
    Node *node = node_of(rows[ROW_normal_pdf], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, 37.0 < fabs(x) && fabs(x) < 39.0 ? -0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * (1.0 - 0.5 * e)) : fabs(x) == INFINITY ? NOTHING : -x * z);
    return made(node);
}

/* z = where(abs(x) < 1e10, 0.5 * (erfc(t) - 1.1283791670955126 * (gauss(t) * d)), where(x < 0, 0, where(x > 0, 1, nan))), dz/dx = normal_pdf(x) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, p = 0.7071067839860916, q = -2.7995440410322203e-09, t = -0.7071067811865476 * x, d = x * 4.833646656726457e-17 - ((((a * p + t) + a * q) + b * p) + b * q) */
static PyObject *make_normal_cdf(Node *first)
{
    double x = first->data;
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double p = 0.7071067839860916;
    double q = -2.7995440410322203e-09;
    double t = -0.7071067811865476 * x;
    double d = x * 4.833646656726457e-17 - (a * p + t + a * q + b * p + b * q);
    double z = fabs(x) < 10000000000.0 ? 0.5 * (erfc(t) - 1.1283791670955126 * (value_gauss(t) * d)) : x < 0.0 ? 0.0 : x > 0.0 ? 1.0 : NAN;
    Node *node = node_of(rows[ROW_normal_cdf], z, 1, first, NULL);
    if (!node)
        return NULL;
    sends(node, 0, value_normal_pdf(x));
    return made(node);
}

/* z = where(x < -37, -normal_pdf(x) * r, x * normal_cdf(x)), dz/dx = where(-39 < x < -37, 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1 - 0.5 * e) * (1 - u * r))), where(abs(x) == inf, where(x > 0, 1, 0), normal_cdf(x) + x * normal_pdf(x))) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, u = where(x < -37, 1 / x / x, 0), r = 1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u * (1 - 11 * u))))) */
static PyObject *make_gelu(Node *first)
{
    double x = first->data;
    double u = x < -37.0 ? 1.0 / x / x : 0.0;
    double r = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u * (1.0 - 11.0 * u)))));
    double z = x < -37.0 ? -value_normal_pdf(x) * r : x * value_normal_cdf(x);
    double s = 134217729.0 * x;
    double a = s - (s - x);
    double b = x - a;
    double h = x * x;
    double e = a * a - h + 2.0 * a * b + b * b;
    Node *node = node_of(rows[ROW_gelu], z, 1, first, NULL);
    if (!node)
        return NULL;
    may_send(node, 0, -39.0 < x && x < -37.0 ? 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1.0 - 0.5 * e) * (1.0 - u * r))) : fabs(x) == INFINITY ? (x > 0.0 ? 1.0 : NOTHING) : value_normal_cdf(x) + x * value_normal_pdf(x));
    return made(node);
}

/* z = hypot(x, y), dz/dx = where(z == 0, 0, cosine(x, y)), dz/dy = where(z == 0, 0, cosine(y, x)) */
static PyObject *make_hypot(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = length_of(x, y);
    Node *node = node_of(rows[ROW_hypot], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, z == 0.0 ? NOTHING : value_cosine(x, y));
    may_send(node, 1, z == 0.0 ? NOTHING : value_cosine(y, x));
    return made(node);
}

/* z = where(abs(x) == inf, where(y == y, where(abs(y) == inf, 0.7071067811865476, 1) * sign(x), nan), where(r == 0, 0, x * s / r)), dz/dx = where(x == y == 0, 0, cosine(y, x) * (cosine(y, x) / hypot(x, y))), dz/dy = where(x == y == 0, 0, -(cosine(x, y) * cosine(y, x)) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-290, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e300, 0.25, 1)), r = hypot(x * s, y * s) */
static PyObject *make_cosine(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double s = fabs(x) + fabs(y) < 1e-290 ? 4.149515568880993e+180 : fabs(x) + fabs(y) > 1e+300 ? 0.25 : 1.0;
    double r = length_of(x * s, y * s);
    double z = fabs(x) == INFINITY ? (y == y ? (fabs(y) == INFINITY ? 0.7071067811865476 : 1.0) * value_sign(x) : NAN) : r == 0.0 ? 0.0 : x * s / r;
    Node *node = node_of(rows[ROW_cosine], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, x == y && y == 0.0 ? NOTHING : value_cosine(y, x) * (value_cosine(y, x) / length_of(x, y)));
    may_send(node, 1, x == y && y == 0.0 ? NOTHING : -(value_cosine(x, y) * value_cosine(y, x)) / length_of(x, y));
    return made(node);
}

/* z = where(abs(x) == inf, where(y == y, 0, nan), where(abs(y) == inf, where(x == x, 0, nan), where(d == 0, 0, b / d * s))), dz/dx = where(x == y == 0, 0, -2 * cosine(x, y) * cosine(y, x) / hypot(x, y) / hypot(x, y)), dz/dy = where(x == y == 0, 0, (cosine(x, y) - cosine(y, x)) * (cosine(x, y) + cosine(y, x)) / hypot(x, y) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-150, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e150, 2.409919865102884e-181, 1)), a = x * s, b = y * s, d = a * a + b * b */
static PyObject *make_datan2(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double s = fabs(x) + fabs(y) < 1e-150 ? 4.149515568880993e+180 : fabs(x) + fabs(y) > 1e+150 ? 2.409919865102884e-181 : 1.0;
    double a = x * s;
    double b = y * s;
    double d = a * a + b * b;
    double z = fabs(x) == INFINITY ? (y == y ? 0.0 : NAN) : fabs(y) == INFINITY ? (x == x ? 0.0 : NAN) : d == 0.0 ? 0.0 : b / d * s;
    Node *node = node_of(rows[ROW_datan2], z, 2, first, second);
    if (!node)
        return NULL;
    may_send(node, 0, x == y && y == 0.0 ? NOTHING : -2.0 * value_cosine(x, y) * value_cosine(y, x) / length_of(x, y) / length_of(x, y));
    may_send(node, 1, x == y && y == 0.0 ? NOTHING : (value_cosine(x, y) - value_cosine(y, x)) * (value_cosine(x, y) + value_cosine(y, x)) / length_of(x, y) / length_of(x, y));
    return made(node);
}

/* z = where(x == y, x + 0.6931471805599453, max(x, y) + log1p(exp(-abs(x - y)))), dz/dx = sharing(x, y), dz/dy = sharing(y, x) */
static PyObject *make_logaddexp(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double z = x == y ? x + 0.6931471805599453 : larger(x, y) + log1p(exp(-fabs(x - y)));
    Node *node = node_of(rows[ROW_logaddexp], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, value_sharing(x, y));
    sends(node, 1, value_sharing(y, x));
    return made(node);
}

/* z = where(abs(d) < inf, s + r * s * o, where(x == y, 0.5, s)), dz/dx = z * sharing(y, x), dz/dy = -z * sharing(y, x) with d = x - y, v = d - x, r = (x - (d - v)) - (y + v), e = exp(-abs(d)), s = where(d < 0, e, 1) / (1 + e), o = where(d < 0, 1, e) / (1 + e) */
static PyObject *make_sharing(Node *first, Node *second)
{
    double x = first->data;
    double y = second->data;
    double d = x - y;
    double v = d - x;
    double r = x - (d - v) - (y + v);
    double e = exp(-fabs(d));
    double s = (d < 0.0 ? e : 1.0) / (1.0 + e);
    double o = (d < 0.0 ? 1.0 : e) / (1.0 + e);
    double z = fabs(d) < INFINITY ? s + r * s * o : x == y ? 0.5 : s;
    Node *node = node_of(rows[ROW_sharing], z, 2, first, second);
    if (!node)
        return NULL;
    sends(node, 0, z * value_sharing(y, x));
    sends(node, 1, -z * value_sharing(y, x));
    return made(node);
}

/* z = m + log1p(u), dz/dx = p with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x) */
static PyObject *make_logsumexp(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_logsumexp, "logsumexp(x)", given, 1, 0, 2, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double *e = fold.data + fold.count + 0 * size;
    double *p = fold.data + fold.count + 1 * size;
    double max1 = -INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] <= max1) && !isnan(max1)) max1 = x[i];
    double m = max1;
    for (size_t i = 0; i < size; i++) e[i] = exp(x[i] == m ? 0.0 : x[i] - m);
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += x[i] == m ? 1.0 : 0.0;
    double sum3 = 0.0;
    for (size_t i = 0; i < size; i++) sum3 += x[i] == m ? 0.0 : e[i];
    double u = sum2 - 1.0 + sum3;
    double z = m + log1p(u);
    values_softmax(x, size, p);
    Node *node = folded(&fold, rows[ROW_logsumexp], z);
    if (node) {
        double *partial = partials(node);
        for (size_t i = 0; i < size; i++) partial[0 * size + i] = p[i];
    }
    release(&fold);
    return made(node);
}

/* z = e / t, dz/dx = where(i == k, z * sum(where(i == k, 0, q)), -z * q) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e) */
static PyObject *make_softmax(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_softmax, "softmax(x)", given, 1, 0, 2, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double *q = fold.data + fold.count + 0 * size;
    double *e = fold.data + fold.count + 1 * size;
    double max1 = -INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] <= max1) && !isnan(max1)) max1 = x[i];
    double m = max1;
    for (size_t i = 0; i < size; i++) e[i] = exp(x[i] == m ? 0.0 : x[i] - m);
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += e[i];
    double t = sum2;
    for (size_t i = 0; i < size; i++) q[i] = e[i] / t;
    result = PyList_New(0);
    for (size_t k = 0; k < size && result; k++) {
        double z = q[k];
        double sum3 = 0.0;
        for (size_t i = 0; i < size; i++) sum3 += (double)i == (double)k ? 0.0 : q[i];
        PyObject *rule = rule_with(ROW_softmax, NULL, 0, (Py_ssize_t)k);
        Node *node = rule ? one_of(&fold, rule, z) : NULL;
        Py_XDECREF(rule);
        if (node) {
            double *partial = partials(node);
            for (size_t i = 0; i < size; i++) partial[0 * size + i] = (double)i == (double)k ? z * sum3 : -z * q[i];
        }
        PyObject *one = made(node);
        if (!one || PyList_Append(result, one) < 0)
            Py_CLEAR(result);
        Py_XDECREF(one);
    }
    release(&fold);
    return result;
}

/* z = where(x == m, 0, x - m) - log1p(u), dz/dx = where(i == k, sum(where(i == k, 0, p)), -p) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x) */
static PyObject *make_log_softmax(PyObject *const *given)
{
    Fold fold;
    PyObject *result;
    if (!gathered(&fold, ROW_log_softmax, "log_softmax(x)", given, 1, 0, 3, &result))
        return result;
    size_t size = fold.size;
    double *x = fold.data;
    double *q = fold.data + fold.count + 0 * size;
    double *e = fold.data + fold.count + 1 * size;
    double *p = fold.data + fold.count + 2 * size;
    double max1 = -INFINITY;
    for (size_t i = 0; i < size; i++) if (!(x[i] <= max1) && !isnan(max1)) max1 = x[i];
    double m = max1;
    for (size_t i = 0; i < size; i++) e[i] = exp(x[i] == m ? 0.0 : x[i] - m);
    double sum2 = 0.0;
    for (size_t i = 0; i < size; i++) sum2 += x[i] == m ? 1.0 : 0.0;
    double sum3 = 0.0;
    for (size_t i = 0; i < size; i++) sum3 += x[i] == m ? 0.0 : e[i];
    double u = sum2 - 1.0 + sum3;
    for (size_t i = 0; i < size; i++) q[i] = (x[i] == m ? 0.0 : x[i] - m) - log1p(u);
    values_softmax(x, size, p);
    result = PyList_New(0);
    for (size_t k = 0; k < size && result; k++) {
        double z = q[k];
        double sum4 = 0.0;
        for (size_t i = 0; i < size; i++) sum4 += (double)i == (double)k ? 0.0 : p[i];
        PyObject *rule = rule_with(ROW_log_softmax, NULL, 0, (Py_ssize_t)k);
        Node *node = rule ? one_of(&fold, rule, z) : NULL;
        Py_XDECREF(rule);
        if (node) {
            double *partial = partials(node);
            for (size_t i = 0; i < size; i++) partial[0 * size + i] = (double)i == (double)k ? sum4 : -p[i];
        }
        PyObject *one = made(node);
        if (!one || PyList_Append(result, one) < 0)
            Py_CLEAR(result);
        Py_XDECREF(one);
    }
    release(&fold);
    return result;
}

/* ---- how Python calls them ---- */

static PyObject *call_add(PyObject *self, PyObject *other)
{
    return binary(ROW_add, make_add, self, other);
}

static PyObject *call_sub(PyObject *self, PyObject *other)
{
    return binary(ROW_sub, make_sub, self, other);
}

static PyObject *call_mul(PyObject *self, PyObject *other)
{
    return binary(ROW_mul, make_mul, self, other);
}

static PyObject *call_neg(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_neg, make_neg, self);
}

static PyObject *call_square(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_square, make_square, self);
}

static PyObject *call_reciprocal(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_reciprocal, make_reciprocal, self);
}

static PyObject *call_sqrt(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_sqrt, make_sqrt, self);
}

static PyObject *call_rsqrt(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_rsqrt, make_rsqrt, self);
}

static const Param params_powc[] = {{"c", 0.0, 1}};

static PyObject *call_powc(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 1)
        return PyErr_Format(PyExc_TypeError, "powc(x, c) takes 1 operands");
    if (!parameters("powc", params_powc, 1, given + 1, n - 1, names, found))
        return NULL;
    if (is_plain(given[0]))
        return make_powc((Node *)given[0], found[0]);
    return carefully(ROW_powc, PyTuple_Pack(1, given[0]), floats(found, 1));
}

static PyObject *call_exp(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_exp, make_exp, self);
}

static PyObject *call_expm1(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_expm1, make_expm1, self);
}

static PyObject *call_log(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_log, make_log, self);
}

static PyObject *call_log2(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_log2, make_log2, self);
}

static PyObject *call_log10(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_log10, make_log10, self);
}

static PyObject *call_log1p(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_log1p, make_log1p, self);
}

static PyObject *call_sin(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_sin, make_sin, self);
}

static PyObject *call_cos(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_cos, make_cos, self);
}

static PyObject *call_tan(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_tan, make_tan, self);
}

static PyObject *call_atan(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_atan, make_atan, self);
}

static PyObject *call_atan2(PyObject *self, PyObject *other)
{
    return binary(ROW_atan2, make_atan2, self, other);
}

static PyObject *call_sinh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_sinh, make_sinh, self);
}

static PyObject *call_cosh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_cosh, make_cosh, self);
}

static PyObject *call_tanh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_tanh, make_tanh, self);
}

static PyObject *call_asinh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_asinh, make_asinh, self);
}

static PyObject *call_acosh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_acosh, make_acosh, self);
}

static PyObject *call_softplus(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_softplus, make_softplus, self);
}

static PyObject *call_logsigmoid(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_logsigmoid, make_logsigmoid, self);
}

static PyObject *call_softsign(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_softsign, make_softsign, self);
}

static PyObject *call_erf(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_erf, make_erf, self);
}

static PyObject *call_erfc(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_erfc, make_erfc, self);
}

static PyObject *call_abs(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_abs, make_abs, self);
}

static PyObject *call_sign(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_sign, make_sign, self);
}

static PyObject *call_relu(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_relu, make_relu, self);
}

static PyObject *call_relu6(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_relu6, make_relu6, self);
}

static PyObject *call_hardtanh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_hardtanh, make_hardtanh, self);
}

static const Param params_clamp[] = {{"low", 0.0, 0}, {"high", 1.0, 0}};

static PyObject *call_clamp(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[2] = {0.0};
    if (!parameters("clamp", params_clamp, 2, given + 0, n - 0, names, found))
        return NULL;
    if (is_plain(self))
        return make_clamp((Node *)self, found[0], found[1]);
    return carefully(ROW_clamp, PyTuple_Pack(1, self), floats(found, 2));
}

static const Param params_leaky_relu[] = {{"slope", 0.01, 0}};

static PyObject *call_leaky_relu(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (!parameters("leaky_relu", params_leaky_relu, 1, given + 0, n - 0, names, found))
        return NULL;
    if (is_plain(self))
        return make_leaky_relu((Node *)self, found[0]);
    return carefully(ROW_leaky_relu, PyTuple_Pack(1, self), floats(found, 1));
}

static const Param params_elu[] = {{"alpha", 1.0, 0}};

static PyObject *call_elu(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (!parameters("elu", params_elu, 1, given + 0, n - 0, names, found))
        return NULL;
    if (is_plain(self))
        return make_elu((Node *)self, found[0]);
    return carefully(ROW_elu, PyTuple_Pack(1, self), floats(found, 1));
}

static PyObject *call_selu(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_selu, make_selu, self);
}

static PyObject *call_floor(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_floor, make_floor, self);
}

static PyObject *call_ceil(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_ceil, make_ceil, self);
}

static PyObject *call_trunc(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_trunc, make_trunc, self);
}

static PyObject *call_fmod(PyObject *self, PyObject *other)
{
    return binary(ROW_fmod, make_fmod, self, other);
}

static PyObject *call_mod(PyObject *self, PyObject *other)
{
    return binary(ROW_mod, make_mod, self, other);
}

static PyObject *call_floordiv(PyObject *self, PyObject *other)
{
    return binary(ROW_floordiv, make_floordiv, self, other);
}

static PyObject *call_copysign(PyObject *self, PyObject *other)
{
    return binary(ROW_copysign, make_copysign, self, other);
}

static const Param params_where[] = {{"c", 0.0, 1}};

static PyObject *call_where(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "where(c, x, y) takes 2 operands");
    if (!parameters("where", params_where, 1, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_where((Node *)given[0], (Node *)given[1], found[0]);
    return carefully(ROW_where, PyTuple_Pack(2, given[0], given[1]), floats(found, 1));
}

static PyObject *call_less(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "less(x, y) takes 2 operands");
    if (!parameters("less", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_less((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_less, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_less_equal(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "less_equal(x, y) takes 2 operands");
    if (!parameters("less_equal", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_less_equal((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_less_equal, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_equal(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "equal(x, y) takes 2 operands");
    if (!parameters("equal", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_equal((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_equal, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_choose(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 3)
        return PyErr_Format(PyExc_TypeError, "choose(c, x, y) takes 3 operands");
    if (!parameters("choose", NULL, 0, given + 3, n - 3, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]) && is_plain(given[2]))
        return make_choose((Node *)given[0], (Node *)given[1], (Node *)given[2]);
    return carefully(ROW_choose, PyTuple_Pack(3, given[0], given[1], given[2]), floats(found, 0));
}

static PyObject *call_total(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "total(x) takes 1 arguments, but got %zd", n);
    return make_total(given);
}

static PyObject *call_dot(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 2)
        return PyErr_Format(PyExc_TypeError, "dot(w, x) takes 2 arguments, but got %zd", n);
    return make_dot(given);
}

static PyObject *call_affine(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 3)
        return PyErr_Format(PyExc_TypeError, "affine(w, x, b) takes 3 arguments, but got %zd", n);
    return make_affine(given);
}

static PyObject *call_picked(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 2)
        return PyErr_Format(PyExc_TypeError, "picked(x, j) takes 2 arguments, but got %zd", n);
    return make_picked(given);
}

static PyObject *call_prod(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "prod(x) takes 1 arguments, but got %zd", n);
    return make_prod(given);
}

static PyObject *call_max(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "max(x) takes 1 arguments, but got %zd", n);
    return make_max(given);
}

static PyObject *call_min(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "min(x) takes 1 arguments, but got %zd", n);
    return make_min(given);
}

static PyObject *call_div(PyObject *self, PyObject *other)
{
    return binary(ROW_div, make_div, self, other);
}

static PyObject *call_ddiv(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "ddiv(x, y) takes 2 operands");
    if (!parameters("ddiv", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_ddiv((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_ddiv, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_cbrt(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_cbrt, make_cbrt, self);
}

static PyObject *call_dcbrt(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "dcbrt(x, w) takes 2 operands");
    if (!parameters("dcbrt", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_dcbrt((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_dcbrt, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_pow(PyObject *self, PyObject *other)
{
    if (is_plain(self) && is_number(other)) {
        double c = number_of(other);
        if (c == -1.0 && PyErr_Occurred())
            return NULL;
        if (c == 2.0)
            return make_square((Node *)self);
        return make_powc((Node *)self, c);
    }
    return binary(ROW_pow, make_pow, self, other);
}

static PyObject *call_dpow(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 3)
        return PyErr_Format(PyExc_TypeError, "dpow(x, y, w) takes 3 operands");
    if (!parameters("dpow", NULL, 0, given + 3, n - 3, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]) && is_plain(given[2]))
        return make_dpow((Node *)given[0], (Node *)given[1], (Node *)given[2]);
    return carefully(ROW_dpow, PyTuple_Pack(3, given[0], given[1], given[2]), floats(found, 0));
}

static PyObject *call_powlog(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 3)
        return PyErr_Format(PyExc_TypeError, "powlog(x, y, w) takes 3 operands");
    if (!parameters("powlog", NULL, 0, given + 3, n - 3, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]) && is_plain(given[2]))
        return make_powlog((Node *)given[0], (Node *)given[1], (Node *)given[2]);
    return carefully(ROW_powlog, PyTuple_Pack(3, given[0], given[1], given[2]), floats(found, 0));
}

static PyObject *call_dpowlog(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 3)
        return PyErr_Format(PyExc_TypeError, "dpowlog(x, y, w) takes 3 operands");
    if (!parameters("dpowlog", NULL, 0, given + 3, n - 3, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]) && is_plain(given[2]))
        return make_dpowlog((Node *)given[0], (Node *)given[1], (Node *)given[2]);
    return carefully(ROW_dpowlog, PyTuple_Pack(3, given[0], given[1], given[2]), floats(found, 0));
}

static PyObject *call_exp2(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_exp2, make_exp2, self);
}

static PyObject *call_xlogy(PyObject *self, PyObject *other)
{
    return binary(ROW_xlogy, make_xlogy, self, other);
}

static PyObject *call_asin(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_asin, make_asin, self);
}

static PyObject *call_acos(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_acos, make_acos, self);
}

static PyObject *call_atanh(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_atanh, make_atanh, self);
}

static PyObject *call_datan(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 1)
        return PyErr_Format(PyExc_TypeError, "datan(x) takes 1 operands");
    if (!parameters("datan", NULL, 0, given + 1, n - 1, names, found))
        return NULL;
    if (is_plain(given[0]))
        return make_datan((Node *)given[0]);
    return carefully(ROW_datan, PyTuple_Pack(1, given[0]), floats(found, 0));
}

static PyObject *call_sech2(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 1)
        return PyErr_Format(PyExc_TypeError, "sech2(x) takes 1 operands");
    if (!parameters("sech2", NULL, 0, given + 1, n - 1, names, found))
        return NULL;
    if (is_plain(given[0]))
        return make_sech2((Node *)given[0]);
    return carefully(ROW_sech2, PyTuple_Pack(1, given[0]), floats(found, 0));
}

static PyObject *call_sigmoid(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_sigmoid, make_sigmoid, self);
}

static PyObject *call_dsigmoid(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 1)
        return PyErr_Format(PyExc_TypeError, "dsigmoid(x) takes 1 operands");
    if (!parameters("dsigmoid", NULL, 0, given + 1, n - 1, names, found))
        return NULL;
    if (is_plain(given[0]))
        return make_dsigmoid((Node *)given[0]);
    return carefully(ROW_dsigmoid, PyTuple_Pack(1, given[0]), floats(found, 0));
}

static PyObject *call_silu(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_silu, make_silu, self);
}

static PyObject *call_mish(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_mish, make_mish, self);
}

static PyObject *call_gauss(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 1)
        return PyErr_Format(PyExc_TypeError, "gauss(x) takes 1 operands");
    if (!parameters("gauss", NULL, 0, given + 1, n - 1, names, found))
        return NULL;
    if (is_plain(given[0]))
        return make_gauss((Node *)given[0]);
    return carefully(ROW_gauss, PyTuple_Pack(1, given[0]), floats(found, 0));
}

static PyObject *call_normal_pdf(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_normal_pdf, make_normal_pdf, self);
}

static PyObject *call_normal_cdf(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_normal_cdf, make_normal_cdf, self);
}

static PyObject *call_gelu(PyObject *self, PyObject *Py_UNUSED(none))
{
    return unary(ROW_gelu, make_gelu, self);
}

static PyObject *call_hypot(PyObject *self, PyObject *other)
{
    return binary(ROW_hypot, make_hypot, self, other);
}

static PyObject *call_cosine(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "cosine(x, y) takes 2 operands");
    if (!parameters("cosine", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_cosine((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_cosine, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_datan2(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "datan2(x, y) takes 2 operands");
    if (!parameters("datan2", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_datan2((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_datan2, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_logaddexp(PyObject *self, PyObject *other)
{
    return binary(ROW_logaddexp, make_logaddexp, self, other);
}

static PyObject *call_sharing(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{
    double found[1] = {0.0};
    if (n < 2)
        return PyErr_Format(PyExc_TypeError, "sharing(x, y) takes 2 operands");
    if (!parameters("sharing", NULL, 0, given + 2, n - 2, names, found))
        return NULL;
    if (is_plain(given[0]) && is_plain(given[1]))
        return make_sharing((Node *)given[0], (Node *)given[1]);
    return carefully(ROW_sharing, PyTuple_Pack(2, given[0], given[1]), floats(found, 0));
}

static PyObject *call_logsumexp(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "logsumexp(x) takes 1 arguments, but got %zd", n);
    return make_logsumexp(given);
}

static PyObject *call_softmax(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "softmax(x) takes 1 arguments, but got %zd", n);
    return make_softmax(given);
}

static PyObject *call_log_softmax(PyObject *module, PyObject *const *given, Py_ssize_t n)
{
    if (n != 1)
        return PyErr_Format(PyExc_TypeError, "log_softmax(x) takes 1 arguments, but got %zd", n);
    return make_log_softmax(given);
}

enum { METHODS = 61 };

static PyMethodDef methods[METHODS + 8] = {
    {"add", (PyCFunction)(void (*)(void))call_add, METH_O,
     "add($self, y)\n--\n\nz = x + y, dz/dx = 1, dz/dy = 1"},
    {"sub", (PyCFunction)(void (*)(void))call_sub, METH_O,
     "sub($self, y)\n--\n\nz = x - y, dz/dx = 1, dz/dy = -1"},
    {"mul", (PyCFunction)(void (*)(void))call_mul, METH_O,
     "mul($self, y)\n--\n\nz = x * y, dz/dx = y, dz/dy = x"},
    {"neg", (PyCFunction)(void (*)(void))call_neg, METH_NOARGS,
     "neg($self)\n--\n\nz = -x, dz/dx = -1"},
    {"square", (PyCFunction)(void (*)(void))call_square, METH_NOARGS,
     "square($self)\n--\n\nz = x * x, dz/dx = 2 * x"},
    {"reciprocal", (PyCFunction)(void (*)(void))call_reciprocal, METH_NOARGS,
     "reciprocal($self)\n--\n\nz = 1 / x, dz/dx = -(z * z)"},
    {"sqrt", (PyCFunction)(void (*)(void))call_sqrt, METH_NOARGS,
     "sqrt($self)\n--\n\nz = sqrt(x), dz/dx = where(x == 0, inf, 0.5 / z)"},
    {"rsqrt", (PyCFunction)(void (*)(void))call_rsqrt, METH_NOARGS,
     "rsqrt($self)\n--\n\nz = 1 / sqrt(x), dz/dx = -0.5 * z / x"},
    {"exp", (PyCFunction)(void (*)(void))call_exp, METH_NOARGS,
     "exp($self)\n--\n\nz = exp(x), dz/dx = z"},
    {"expm1", (PyCFunction)(void (*)(void))call_expm1, METH_NOARGS,
     "expm1($self)\n--\n\nz = expm1(x), dz/dx = exp(x)"},
    {"log", (PyCFunction)(void (*)(void))call_log, METH_NOARGS,
     "log($self)\n--\n\nz = log(x), dz/dx = where(x > 0, 1 / x, where(x == 0, inf, nan))"},
    {"log2", (PyCFunction)(void (*)(void))call_log2, METH_NOARGS,
     "log2($self)\n--\n\nz = log2(x), dz/dx = where(x > 0, 1.4426950408889634 / x, where(x == 0, inf, nan))"},
    {"log10", (PyCFunction)(void (*)(void))call_log10, METH_NOARGS,
     "log10($self)\n--\n\nz = log10(x), dz/dx = where(x > 0, 0.4342944819032518 / x, where(x == 0, inf, nan))"},
    {"log1p", (PyCFunction)(void (*)(void))call_log1p, METH_NOARGS,
     "log1p($self)\n--\n\nz = log1p(x), dz/dx = where(x > -1, 1 / (1 + x), where(x == -1, inf, nan))"},
    {"sin", (PyCFunction)(void (*)(void))call_sin, METH_NOARGS,
     "sin($self)\n--\n\nz = sin(x), dz/dx = cos(x)"},
    {"cos", (PyCFunction)(void (*)(void))call_cos, METH_NOARGS,
     "cos($self)\n--\n\nz = cos(x), dz/dx = -sin(x)"},
    {"tan", (PyCFunction)(void (*)(void))call_tan, METH_NOARGS,
     "tan($self)\n--\n\nz = tan(x), dz/dx = 1 + z * z"},
    {"atan", (PyCFunction)(void (*)(void))call_atan, METH_NOARGS,
     "atan($self)\n--\n\nz = atan(x), dz/dx = datan(x)"},
    {"atan2", (PyCFunction)(void (*)(void))call_atan2, METH_O,
     "atan2($self, y)\n--\n\nz = atan2(x, y), dz/dx = datan2(x, y), dz/dy = -datan2(y, x)"},
    {"sinh", (PyCFunction)(void (*)(void))call_sinh, METH_NOARGS,
     "sinh($self)\n--\n\nz = sinh(x), dz/dx = cosh(x)"},
    {"cosh", (PyCFunction)(void (*)(void))call_cosh, METH_NOARGS,
     "cosh($self)\n--\n\nz = cosh(x), dz/dx = sinh(x)"},
    {"tanh", (PyCFunction)(void (*)(void))call_tanh, METH_NOARGS,
     "tanh($self)\n--\n\nz = tanh(x), dz/dx = sech2(x)"},
    {"asinh", (PyCFunction)(void (*)(void))call_asinh, METH_NOARGS,
     "asinh($self)\n--\n\nz = asinh(x), dz/dx = 1 / hypot(1, x)"},
    {"acosh", (PyCFunction)(void (*)(void))call_acosh, METH_NOARGS,
     "acosh($self)\n--\n\nz = acosh(x), dz/dx = 1 / (sqrt(x - 1) * sqrt(x + 1))"},
    {"softplus", (PyCFunction)(void (*)(void))call_softplus, METH_NOARGS,
     "softplus($self)\n--\n\nz = where(x > 0, x + log1p(exp(-x)), log1p(exp(x))), dz/dx = sigmoid(x)"},
    {"logsigmoid", (PyCFunction)(void (*)(void))call_logsigmoid, METH_NOARGS,
     "logsigmoid($self)\n--\n\nz = where(x < 0, x - log1p(exp(x)), -log1p(exp(-x))), dz/dx = sigmoid(-x)"},
    {"softsign", (PyCFunction)(void (*)(void))call_softsign, METH_NOARGS,
     "softsign($self)\n--\n\nz = where(abs(x) == inf, sign(x), x / (1 + abs(x))), dz/dx = 1 / (1 + abs(x)) / (1 + abs(x))"},
    {"erf", (PyCFunction)(void (*)(void))call_erf, METH_NOARGS,
     "erf($self)\n--\n\nz = erf(x), dz/dx = 1.1283791670955126 * gauss(x)"},
    {"erfc", (PyCFunction)(void (*)(void))call_erfc, METH_NOARGS,
     "erfc($self)\n--\n\nz = erfc(x), dz/dx = -1.1283791670955126 * gauss(x)"},
    {"abs", (PyCFunction)(void (*)(void))call_abs, METH_NOARGS,
     "abs($self)\n--\n\nz = abs(x), dz/dx = sign(x)"},
    {"sign", (PyCFunction)(void (*)(void))call_sign, METH_NOARGS,
     "sign($self)\n--\n\nz = where(x > 0, 1, where(x < 0, -1, where(x == 0, 0, nan))), dz/dx = where(x == x, 0, nan)"},
    {"relu", (PyCFunction)(void (*)(void))call_relu, METH_NOARGS,
     "relu($self)\n--\n\nz = where(x <= 0, 0, x), dz/dx = where(x <= 0, 0, where(x > 0, 1, nan))"},
    {"relu6", (PyCFunction)(void (*)(void))call_relu6, METH_NOARGS,
     "relu6($self)\n--\n\nz = where(x <= 0, 0, where(x >= 6, 6, x)), dz/dx = where(x <= 0, 0, where(x >= 6, 0, where(x == x, 1, nan)))"},
    {"hardtanh", (PyCFunction)(void (*)(void))call_hardtanh, METH_NOARGS,
     "hardtanh($self)\n--\n\nz = where(x <= -1, -1, where(x >= 1, 1, x)), dz/dx = where(x <= -1, 0, where(x >= 1, 0, where(x == x, 1, nan)))"},
    {"clamp", (PyCFunction)(void (*)(void))call_clamp, METH_FASTCALL | METH_KEYWORDS,
     "clamp($self, low=0.0, high=1.0)\n--\n\nz = where(x < low, low, where(x > high, high, x)), dz/dx = where(x < low, 0, where(x > high, 0, where(x == x, 1, nan)))"},
    {"leaky_relu", (PyCFunction)(void (*)(void))call_leaky_relu, METH_FASTCALL | METH_KEYWORDS,
     "leaky_relu($self, slope=0.01)\n--\n\nz = where(x > 0, x, slope * x), dz/dx = where(x > 0, 1, where(x < 0, slope, where(x == 0, max(min(slope, 1), 0), nan)))"},
    {"elu", (PyCFunction)(void (*)(void))call_elu, METH_FASTCALL | METH_KEYWORDS,
     "elu($self, alpha=1.0)\n--\n\nz = where(x > 0, x, alpha * expm1(x)), dz/dx = where(x > 0, 1, where(x == 0, max(min(alpha, 1), 0), alpha * exp(x)))"},
    {"selu", (PyCFunction)(void (*)(void))call_selu, METH_NOARGS,
     "selu($self)\n--\n\nz = where(x > 0, 1.0507009873554805 * x, 1.7580993408473768 * expm1(x)), dz/dx = where(x >= 0, 1.0507009873554805, 1.7580993408473768 * exp(x))"},
    {"floor", (PyCFunction)(void (*)(void))call_floor, METH_NOARGS,
     "floor($self)\n--\n\nz = floor(x), dz/dx = where(x == x, 0, nan)"},
    {"ceil", (PyCFunction)(void (*)(void))call_ceil, METH_NOARGS,
     "ceil($self)\n--\n\nz = ceil(x), dz/dx = where(x == x, 0, nan)"},
    {"trunc", (PyCFunction)(void (*)(void))call_trunc, METH_NOARGS,
     "trunc($self)\n--\n\nz = trunc(x), dz/dx = where(x == x, 0, nan)"},
    {"fmod", (PyCFunction)(void (*)(void))call_fmod, METH_O,
     "fmod($self, y)\n--\n\nz = fmod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -round((x - z) / y), nan)"},
    {"mod", (PyCFunction)(void (*)(void))call_mod, METH_O,
     "mod($self, y)\n--\n\nz = mod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -floordiv(x, y), nan)"},
    {"floordiv", (PyCFunction)(void (*)(void))call_floordiv, METH_O,
     "floordiv($self, y)\n--\n\nz = floordiv(x, y), dz/dx = where(z == z, 0, nan), dz/dy = where(z == z, 0, nan)"},
    {"copysign", (PyCFunction)(void (*)(void))call_copysign, METH_O,
     "copysign($self, y)\n--\n\nz = where(y == y, copysign(x, y), nan), dz/dx = where(y == y, sign(x) * copysign(1, y), nan), dz/dy = where(x == x, where(y == y, 0, nan), nan)"},
    {"div", (PyCFunction)(void (*)(void))call_div, METH_O,
     "div($self, y)\n--\n\nz = x / y, dz/dx = 1 / y, dz/dy = where(abs(z) < 2.2250738585072014e-308, where(z == 0, -(z / y), ddiv(x, y)), -(z / y))"},
    {"cbrt", (PyCFunction)(void (*)(void))call_cbrt, METH_NOARGS,
     "cbrt($self)\n--\n\nz = cbrt(x), dz/dx = dcbrt(x, z)"},
    {"pow", (PyCFunction)(void (*)(void))call_pow, METH_O,
     "pow($self, y)\n--\n\nz = x ** y, dz/dx = where(y == 0, where(0 < abs(x) < inf, dpow(x, y, z), 0), dpow(x, y, z)), dz/dy = powlog(x, y, z)"},
    {"exp2", (PyCFunction)(void (*)(void))call_exp2, METH_NOARGS,
     "exp2($self)\n--\n\nz = exp2(x), dz/dx = where(z < inf, 0.6931471805599453 * z, 1.3862943611198906 * exp2(x - 1))"},
    {"xlogy", (PyCFunction)(void (*)(void))call_xlogy, METH_O,
     "xlogy($self, y)\n--\n\nz = where(y >= 0, where(x == 0, 0, x * log(y)), nan), dz/dx = log(y), dz/dy = where(y > 0, x / y, where(y == 0, where(x == 0, 0, x / y), nan))"},
    {"asin", (PyCFunction)(void (*)(void))call_asin, METH_NOARGS,
     "asin($self)\n--\n\nz = asin(x), dz/dx = 1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"},
    {"acos", (PyCFunction)(void (*)(void))call_acos, METH_NOARGS,
     "acos($self)\n--\n\nz = acos(x), dz/dx = -1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"},
    {"atanh", (PyCFunction)(void (*)(void))call_atanh, METH_NOARGS,
     "atanh($self)\n--\n\nz = atanh(x), dz/dx = where(abs(x) <= 1, 1 / u, nan) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"},
    {"sigmoid", (PyCFunction)(void (*)(void))call_sigmoid, METH_NOARGS,
     "sigmoid($self)\n--\n\nz = where(x < 0, e / (1 + e), 1 / (1 + e)), dz/dx = dsigmoid(x) with e = exp(-abs(x))"},
    {"silu", (PyCFunction)(void (*)(void))call_silu, METH_NOARGS,
     "silu($self)\n--\n\nz = where(x < -700, where(x == -inf, -0.0, x * h * h), x * sigmoid(x)), dz/dx = where(abs(x) == inf, where(x > 0, 1, 0), where(x < -700, (1 + x) * h * h, sigmoid(x) + x * dsigmoid(x))) with h = exp(0.5 * x)"},
    {"mish", (PyCFunction)(void (*)(void))call_mish, METH_NOARGS,
     "mish($self)\n--\n\nz = where(x < -700, where(x == -inf, -0.0, x * h * h), where(x < inf, x * g, x)), dz/dx = where(x > 400, 1, where(x == -inf, 0, where(x < -700, (1 + x) * h * h, g + x * d))) with h = exp(0.5 * x), e = exp(where(x < 0, x, -x)), b = where(x < 0, 2 + e * (2 + e), 1 + 2 * e * (1 + e)), g = where(x < 0, e * (2 + e), 1 + 2 * e) / b, d = 4 * where(x < 0, e, e * e) * (1 + e) / (b * b)"},
    {"normal_pdf", (PyCFunction)(void (*)(void))call_normal_pdf, METH_NOARGS,
     "normal_pdf($self)\n--\n\nz = where(abs(x) < 39, 0.3989422804014327 * (exp(-0.5 * h) * (1 - 0.5 * e)), where(x == x, 0, nan)), dz/dx = where(37 < abs(x) < 39, -0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * (1 - 0.5 * e)), where(abs(x) == inf, 0, -x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b"},
    {"normal_cdf", (PyCFunction)(void (*)(void))call_normal_cdf, METH_NOARGS,
     "normal_cdf($self)\n--\n\nz = where(abs(x) < 1e10, 0.5 * (erfc(t) - 1.1283791670955126 * (gauss(t) * d)), where(x < 0, 0, where(x > 0, 1, nan))), dz/dx = normal_pdf(x) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, p = 0.7071067839860916, q = -2.7995440410322203e-09, t = -0.7071067811865476 * x, d = x * 4.833646656726457e-17 - ((((a * p + t) + a * q) + b * p) + b * q)"},
    {"gelu", (PyCFunction)(void (*)(void))call_gelu, METH_NOARGS,
     "gelu($self)\n--\n\nz = where(x < -37, -normal_pdf(x) * r, x * normal_cdf(x)), dz/dx = where(-39 < x < -37, 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1 - 0.5 * e) * (1 - u * r))), where(abs(x) == inf, where(x > 0, 1, 0), normal_cdf(x) + x * normal_pdf(x))) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, u = where(x < -37, 1 / x / x, 0), r = 1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u * (1 - 11 * u)))))"},
    {"hypot", (PyCFunction)(void (*)(void))call_hypot, METH_O,
     "hypot($self, y)\n--\n\nz = hypot(x, y), dz/dx = where(z == 0, 0, cosine(x, y)), dz/dy = where(z == 0, 0, cosine(y, x))"},
    {"logaddexp", (PyCFunction)(void (*)(void))call_logaddexp, METH_O,
     "logaddexp($self, y)\n--\n\nz = where(x == y, x + 0.6931471805599453, max(x, y) + log1p(exp(-abs(x - y)))), dz/dx = sharing(x, y), dz/dy = sharing(y, x)"},
};

static PyMethodDef functions[] = {
    {"powc", (PyCFunction)(void (*)(void))call_powc, METH_FASTCALL | METH_KEYWORDS,
     "powc(x, c)\n--\n\nz = x ** c, dz/dx = where(c == 0, 0, dpow(x, c, z))"},
    {"where", (PyCFunction)(void (*)(void))call_where, METH_FASTCALL | METH_KEYWORDS,
     "where(x, y, c)\n--\n\nz = where(c != 0, x, y), dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1)"},
    {"less", (PyCFunction)(void (*)(void))call_less, METH_FASTCALL | METH_KEYWORDS,
     "less(x, y)\n--\n\nz = where(x < y, 1, 0), dz/dx = 0, dz/dy = 0"},
    {"less_equal", (PyCFunction)(void (*)(void))call_less_equal, METH_FASTCALL | METH_KEYWORDS,
     "less_equal(x, y)\n--\n\nz = where(x <= y, 1, 0), dz/dx = 0, dz/dy = 0"},
    {"equal", (PyCFunction)(void (*)(void))call_equal, METH_FASTCALL | METH_KEYWORDS,
     "equal(x, y)\n--\n\nz = where(x == y, 1, 0), dz/dx = 0, dz/dy = 0"},
    {"choose", (PyCFunction)(void (*)(void))call_choose, METH_FASTCALL | METH_KEYWORDS,
     "choose(c, x, y)\n--\n\nz = where(c != 0, x, y), dz/dc = 0, dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1)"},
    {"total", (PyCFunction)(void (*)(void))call_total, METH_FASTCALL,
     "total(x)\n--\n\nz = sum(x), dz/dx = 1"},
    {"dot", (PyCFunction)(void (*)(void))call_dot, METH_FASTCALL,
     "dot(w, x)\n--\n\nz = sum(w * x), dz/dw = x, dz/dx = w"},
    {"affine", (PyCFunction)(void (*)(void))call_affine, METH_FASTCALL,
     "affine(w, x, b)\n--\n\nz = sum(w * x, b), dz/dw = x, dz/dx = w, dz/db = 1"},
    {"picked", (PyCFunction)(void (*)(void))call_picked, METH_FASTCALL,
     "picked(x, j)\n--\n\nz = sum(where(i == j, x, 0)), dz/dx = where(i == j, 1, 0), dz/dj = 0"},
    {"prod", (PyCFunction)(void (*)(void))call_prod, METH_FASTCALL,
     "prod(x)\n--\n\nz = prod(x), dz/dx = p with p = others(x)"},
    {"max", (PyCFunction)(void (*)(void))call_max, METH_FASTCALL,
     "max(x)\n--\n\nz = max(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)"},
    {"min", (PyCFunction)(void (*)(void))call_min, METH_FASTCALL,
     "min(x)\n--\n\nz = min(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)"},
    {"ddiv", (PyCFunction)(void (*)(void))call_ddiv, METH_FASTCALL | METH_KEYWORDS,
     "ddiv(x, y)\n--\n\nz = -((18014398509481984 * x / y) / y) * 5.551115123125783e-17, dz/dx = -1 / y / y, dz/dy = 36028797018963968 * x / y / y / y * 5.551115123125783e-17"},
    {"dcbrt", (PyCFunction)(void (*)(void))call_dcbrt, METH_FASTCALL | METH_KEYWORDS,
     "dcbrt(x, w)\n--\n\nz = where(x == 0, inf, where(abs(x) < inf, w / x / 3, 1 / abs(w))), dz/dx = where(x == 0, 0, -2 * z / x / 3), dz/dw = 0"},
    {"dpow", (PyCFunction)(void (*)(void))call_dpow, METH_FASTCALL | METH_KEYWORDS,
     "dpow(x, y, w)\n--\n\nz = where(where(y < 1, 5e-324, 2.2250738585072014e-308) <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(w / x) <= 1.7976931348623157e+308, y * (w / x), y * w / x), where(abs(y) < 9007199254740992, y * x ** (y - 1), where(w == 0, where(x == 0, y * x, 0), where(abs(x) == inf, copysign(y, x * y) * w, y * w / x)))), dz/dx = where(0.5 <= y < 9007199254740992, where(y == 1, 0, y * dpow(x, y - 1, x ** (y - 1))), (y - 1) * (z / x)), dz/dy = dpowlog(x, y, w), dz/dw = 0"},
    {"powlog", (PyCFunction)(void (*)(void))call_powlog, METH_FASTCALL | METH_KEYWORDS,
     "powlog(x, y, w)\n--\n\nz = where(x == 0, where(y == 0, 0, xlogy(w, x)), xlogy(w, x)), dz/dx = where(x == 0, where(y == 0, 0, dpowlog(x, y, w)), dpowlog(x, y, w)), dz/dy = where(x == 0, where(y < 0, inf, where(y >= 0, 0, nan)), z * log(x)), dz/dw = 0"},
    {"dpowlog", (PyCFunction)(void (*)(void))call_dpowlog, METH_FASTCALL | METH_KEYWORDS,
     "dpowlog(x, y, w)\n--\n\nz = where(x == 0, where(y > 1, 0, where(y >= 0, -inf, where(y < 0, inf, nan))), where(abs(v) < inf, v + y * v * log(x), v * (1 + y * log(x)))), dz/dx = where(x == 0, 0, ((y - 1) * z + y * x ** (y - 1)) / x), dz/dy = where(x == 0, 0, log(x) * (z + x ** (y - 1))), dz/dw = 0 with r = w / x, v = where(2.2250738585072014e-308 <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(r) <= 1.7976931348623157e+308, r, x ** (y - 1)), x ** (y - 1))"},
    {"datan", (PyCFunction)(void (*)(void))call_datan, METH_FASTCALL | METH_KEYWORDS,
     "datan(x)\n--\n\nz = where(abs(x) > 1e150, 1 / x / x, 1 / (1 + x * x)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z) * z)"},
    {"sech2", (PyCFunction)(void (*)(void))call_sech2, METH_FASTCALL | METH_KEYWORDS,
     "sech2(x)\n--\n\nz = 4 * e / (1 + e * (2 + e)), dz/dx = -2 * z * tanh(x) with e = exp(-2 * abs(x))"},
    {"dsigmoid", (PyCFunction)(void (*)(void))call_dsigmoid, METH_FASTCALL | METH_KEYWORDS,
     "dsigmoid(x)\n--\n\nz = e / (1 + e * (2 + e)), dz/dx = -z * tanh(0.5 * x) with e = exp(-abs(x))"},
    {"gauss", (PyCFunction)(void (*)(void))call_gauss, METH_FASTCALL | METH_KEYWORDS,
     "gauss(x)\n--\n\nz = where(abs(x) < 28, exp(-h) * (1 - e), where(x == x, 0, nan)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b"},
    {"cosine", (PyCFunction)(void (*)(void))call_cosine, METH_FASTCALL | METH_KEYWORDS,
     "cosine(x, y)\n--\n\nz = where(abs(x) == inf, where(y == y, where(abs(y) == inf, 0.7071067811865476, 1) * sign(x), nan), where(r == 0, 0, x * s / r)), dz/dx = where(x == y == 0, 0, cosine(y, x) * (cosine(y, x) / hypot(x, y))), dz/dy = where(x == y == 0, 0, -(cosine(x, y) * cosine(y, x)) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-290, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e300, 0.25, 1)), r = hypot(x * s, y * s)"},
    {"datan2", (PyCFunction)(void (*)(void))call_datan2, METH_FASTCALL | METH_KEYWORDS,
     "datan2(x, y)\n--\n\nz = where(abs(x) == inf, where(y == y, 0, nan), where(abs(y) == inf, where(x == x, 0, nan), where(d == 0, 0, b / d * s))), dz/dx = where(x == y == 0, 0, -2 * cosine(x, y) * cosine(y, x) / hypot(x, y) / hypot(x, y)), dz/dy = where(x == y == 0, 0, (cosine(x, y) - cosine(y, x)) * (cosine(x, y) + cosine(y, x)) / hypot(x, y) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-150, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e150, 2.409919865102884e-181, 1)), a = x * s, b = y * s, d = a * a + b * b"},
    {"sharing", (PyCFunction)(void (*)(void))call_sharing, METH_FASTCALL | METH_KEYWORDS,
     "sharing(x, y)\n--\n\nz = where(abs(d) < inf, s + r * s * o, where(x == y, 0.5, s)), dz/dx = z * sharing(y, x), dz/dy = -z * sharing(y, x) with d = x - y, v = d - x, r = (x - (d - v)) - (y + v), e = exp(-abs(d)), s = where(d < 0, e, 1) / (1 + e), o = where(d < 0, 1, e) / (1 + e)"},
    {"logsumexp", (PyCFunction)(void (*)(void))call_logsumexp, METH_FASTCALL,
     "logsumexp(x)\n--\n\nz = m + log1p(u), dz/dx = p with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x)"},
    {"softmax", (PyCFunction)(void (*)(void))call_softmax, METH_FASTCALL,
     "softmax(x)\n--\n\nz = e / t, dz/dx = where(i == k, z * sum(where(i == k, 0, q)), -z * q) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e)"},
    {"log_softmax", (PyCFunction)(void (*)(void))call_log_softmax, METH_FASTCALL,
     "log_softmax(x)\n--\n\nz = where(x == m, 0, x - m) - log1p(u), dz/dx = where(i == k, sum(where(i == k, 0, p)), -p) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x)"},
    {NULL},
};

static PyObject *operator_add(PyObject *x, PyObject *y)
{
    return call_add(x, y);
}

static PyObject *operator_sub(PyObject *x, PyObject *y)
{
    return call_sub(x, y);
}

static PyObject *operator_mul(PyObject *x, PyObject *y)
{
    return call_mul(x, y);
}

static PyObject *operator_div(PyObject *x, PyObject *y)
{
    return call_div(x, y);
}

static PyObject *operator_mod(PyObject *x, PyObject *y)
{
    return call_mod(x, y);
}

static PyObject *operator_floordiv(PyObject *x, PyObject *y)
{
    return call_floordiv(x, y);
}

static PyObject *operator_neg(PyObject *x)
{
    return call_neg(x, NULL);
}

static PyObject *operator_abs(PyObject *x)
{
    return call_abs(x, NULL);
}

static PyObject *operator_pow(PyObject *x, PyObject *y, PyObject *modulus)
{
    if (modulus != Py_None)
        Py_RETURN_NOTIMPLEMENTED;
    return call_pow(x, y);
}

#define NUMBER_SLOTS \
    {Py_nb_add, operator_add}, \
    {Py_nb_subtract, operator_sub}, \
    {Py_nb_multiply, operator_mul}, \
    {Py_nb_true_divide, operator_div}, \
    {Py_nb_remainder, operator_mod}, \
    {Py_nb_floor_divide, operator_floordiv}, \
    {Py_nb_negative, operator_neg}, \
    {Py_nb_absolute, operator_abs}, \
    {Py_nb_power, operator_pow},
