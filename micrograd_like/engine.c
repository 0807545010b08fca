/* The engine in C: numbers that remember how they were made, and the chain rule run backwards over that memory.

   This is engine.py once more, for machines with a C compiler: the same nodes, the same order of the sweep, the
   same numbers to the last bit, many times quicker.  Read engine.py first; what is said there is not said again.

   Here are the node, one operation and the sweep.  memory.c has where nodes come from and where they go, folds.c
   what lists of operands need, datamodel.c how Python looks at a node, networks.c what layers and optimizers ask for
   all at once, arrays.c and traces.c what compiled programs ask for.  The operations themselves, with their
   derivatives, are printed from the rule table into operations.c.
   What C does not know (subclasses, Duals, arrays, wrong operands, rows of a user's own) goes to `careful`, the
   Python way, which makes the same node.

   Compile without fast-math and without contraction (-ffp-contract=off): each operation is IEEE 754, on its own. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef Py_GIL_DISABLED
#error "the engine in C relies on the interpreter's lock; a free-threaded Python takes the engine in Python"
#endif
#if SIZEOF_VOID_P < 8
#error "a node of this engine has room for two pointers and two doubles of one size; take the engine in Python"
#endif
#ifdef _MSC_VER
#pragma fp_contract(off)
#endif
#if FLT_EVAL_METHOD != 0
#error "this machine computes doubles with more digits than a double has; take the engine in Python"
#endif

/* ---- the node ---- */

typedef struct Node {
    PyObject_HEAD
    double data, grad;
    uint64_t mark;          /* the sweep that was here last; one more where a gradient has arrived in it */
    uint32_t count, flags;  /* how many parents */
    struct Node **parents;  /* that many, and behind them as many doubles: the partials */
    void *room[4];          /* where these lie for one or two parents */
    PyObject *rule;         /* a row of the table, bound or not, or a string; NULL is "" */
    PyObject *label;        /* NULL is "" */
    PyObject *attributes;   /* the __dict__, where somebody has asked for one */
    PyObject *weak;
    size_t place;           /* in `nodes`, one more; 0 is none */
} Node;

enum {
    GAPS = 1,     /* some partial is NOTHING */
    BY_HAND = 2,  /* there are parents but no partials: only _backward knows */
    NO_GRAD = 4,  /* somebody has set grad to None */
    USED = 8,     /* it is a parent of something, or has been */
    WATCHED = 16, /* the collector looks at it */
    SEEN = 32,    /* by the walk that is on */
    OWN_GRAD = 64, /* its class sees to grad itself (told of a sweep, not of a node) */
    RESERVED = 128, /* nobody's now: memory that waits for the next node */
    BARE = 256, /* nobody has given it a number yet: its __init__ should have */
};

/* A partial that sends nothing (None in Python): a nan that no arithmetic makes, told apart by its bits.  It
   counts only in nodes that have GAPS. */
static const uint64_t NOTHING_BITS = 0x7ff86e6f7468696eULL;
static double NOTHING;

static inline int is_nothing(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits == NOTHING_BITS;
}

static inline double *partials(Node *node) { return (double *)(node->parents + node->count); }

/* What Python has handed over in connect(): see native.py. */
static PyTypeObject *base;         /* Operations: the type made here, of which Value is a subclass */
static PyTypeObject *plain;        /* the class whose operations take the quick way: Value */
static PyObject *told;             /* what is told of each new node while a recorder is on, or NULL */
static PyObject *forgetting;       /* says whether all that is on here is no_grad */
static PyObject *sweeping;         /* is told of the nodes of a sweep while a recorder is on */
static PyObject *careful;          /* the Python way of an operation */
static PyObject *real;             /* what counts as one number, as a float, with a sentence for the rest */
static PyObject *data_of, *grad_of; /* the same for what is put into a node */
static PyObject *bound;            /* a row with its static parameters filled in */
static PyObject *operand_error;    /* OperandError */
static PyObject *sweep_watched;    /* the Python way of backward, for classes that see to grad themselves */
static PyObject *math_hypot;       /* Python's own: its last bits are not those of every C library */
static PyTypeObject *row_kind, *bound_kind; /* the types of a row of the table and of a bound one */
static PyObject *empty;            /* "" */
static PyObject *grad_name, *grad_field; /* "grad", and what finds it in a node */

#include "memory.c"

/* ---- one operation ---- */

#define MOST_ROWS 512
static PyObject *rows[MOST_ROWS]; /* the rows of the table, in the order of operations.c */

/* While a recorder is on anywhere: no_grad, where it alone is on, is served here, all others are told. */
static PyObject *announce(Node *node) {
    PyObject *verdict = PyObject_CallNoArgs(forgetting), *result = NULL;
    if (verdict == Py_True) {
        forget_parents(node);
        Py_CLEAR(node->rule);
        result = Py_NewRef(node);
    } else if (verdict && told) { /* another thread may have ended its block meanwhile */
        PyObject *hearer = Py_NewRef(told);
        result = PyObject_CallOneArg(hearer, (PyObject *)node);
        Py_DECREF(hearer);
    } else if (verdict)
        result = Py_NewRef(node);
    Py_XDECREF(verdict);
    Py_DECREF(node);
    return result;
}

static inline PyObject *made(Node *node) {
    return told && node ? announce(node) : (PyObject *)node;
}

static inline void sends(Node *node, size_t i, double partial) { partials(node)[i] = partial; }

static inline void may_send(Node *node, size_t i, double partial) {
    partials(node)[i] = partial;
    if (is_nothing(partial))
        node->flags |= GAPS;
}

/* The new node of an operation on these parents; its partials are still to be filled in. */
static inline Node *node_of(PyObject *rule, double z, size_t count, Node *first, Node *second) {
    Node *node = blank(plain);
    if (!node)
        return NULL;
    node->data = z;
    node->rule = Py_NewRef(rule);
    has_parent(node, 0, first);
    if (count > 1)
        has_parent(node, 1, second);
    return node;
}

static Node *node_of_three(PyObject *rule, double z, Node *first, Node *second, Node *third) {
    Node *node = blank(plain), *parents[] = {first, second, third};
    if (!node)
        return NULL;
    if (make_room(node, 3) < 0) {
        Py_DECREF(node);
        return NULL;
    }
    node->data = z;
    node->rule = Py_NewRef(rule);
    for (size_t i = 0; i < 3; i++)
        has_parent(node, i, parents[i]);
    return node;
}

/* A row with static parameters: the same object each time, as `bound` in rules/row.py gives it.  What was asked for
   last is kept here; parameters are compared by their bits, because -0.0 is another one than 0.0. */
static PyObject *rule_with(int row, const double *params, size_t count, Py_ssize_t k) {
    static struct { PyObject *rule; int row; Py_ssize_t k; double params[2]; } kept[256];
    uint64_t bits[2] = {0, 0};
    for (size_t i = 0; i < count; i++)
        memcpy(&bits[i], &params[i], sizeof *params);
    uint64_t hash = (bits[0] ^ bits[1] * 3) * 0x9e3779b97f4a7c15ULL >> 48;
    size_t at = (hash + 31 * (size_t)row + (size_t)(k + 1)) % 256;
    if (kept[at].rule && kept[at].row == row && kept[at].k == k && !memcmp(kept[at].params, bits, sizeof bits))
        return Py_NewRef(kept[at].rule);
    PyObject *given = PyTuple_New((Py_ssize_t)count), *which = k < 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(k);
    for (size_t i = 0; given && i < count; i++) {
        PyObject *number = PyFloat_FromDouble(params[i]);
        if (!number)
            Py_CLEAR(given);
        else
            PyTuple_SET_ITEM(given, (Py_ssize_t)i, number);
    }
    PyObject *rule = given && which
        ? PyObject_CallFunctionObjArgs(bound, rows[row], given, which, NULL) : NULL;
    Py_XDECREF(given);
    Py_XDECREF(which);
    if (rule) {
        kept[at].row = row, kept[at].k = k;
        memcpy(kept[at].params, bits, sizeof bits);
        Py_XSETREF(kept[at].rule, Py_NewRef(rule));
    }
    return rule;
}

/* The same operation by `operate` in Python; what it says of a wrong operand is said at the user's line. */
static PyObject *carefully(int row, PyObject *operands, PyObject *params) {
    if (!operands || !params) {
        Py_XDECREF(operands);
        Py_XDECREF(params);
        return NULL;
    }
    PyObject *result = PyObject_CallFunctionObjArgs(careful, rows[row], operands, params, NULL);
    Py_DECREF(operands);
    Py_DECREF(params);
    if (!result && PyErr_ExceptionMatches(operand_error)) {
        PyObject *kind, *error, *trace;
        PyErr_Fetch(&kind, &error, &trace);
        PyErr_NormalizeException(&kind, &error, &trace);
        PyObject *sentence = error ? PyObject_Str(error) : NULL;
        if (sentence)
            PyErr_SetObject(PyExc_TypeError, sentence);
        Py_XDECREF(sentence);
        Py_XDECREF(kind);
        Py_XDECREF(error);
        Py_XDECREF(trace);
    }
    return result;
}

static PyObject *floats(const double *numbers, size_t count) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *number = PyFloat_FromDouble(numbers[i]);
        if (!number)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, number);
    }
    return tuple;
}

static inline int is_plain(PyObject *x) { return Py_IS_TYPE(x, plain); }
static inline int is_number(PyObject *x) { return PyFloat_CheckExact(x) || PyLong_CheckExact(x); }

/* What Python calls one number, as a double: -1 with an error set for anything else. */
static double number_of(PyObject *x) {
    if (PyFloat_CheckExact(x))
        return PyFloat_AS_DOUBLE(x);
    if (PyLong_CheckExact(x)) {
        double whole = PyLong_AsDouble(x);
        if (whole != -1.0 || !PyErr_Occurred())
            return whole;
        PyErr_Clear(); /* too large for a double: let Python say so */
    }
    PyObject *number = PyObject_CallOneArg(real, x);
    double found = number ? PyFloat_AsDouble(number) : -1.0;
    Py_XDECREF(number);
    return found;
}

/* A plain number in an operation: a leaf that nobody holds. */
static Node *leaf_of(PyObject *x) {
    double number = number_of(x);
    return number == -1.0 && PyErr_Occurred() ? NULL : leaf(number);
}

/* An operation of one or two operands: the quick way for plain nodes and numbers. */
typedef PyObject *(*Unary)(Node *);
typedef PyObject *(*Binary)(Node *, Node *);

static inline PyObject *unary(int row, Unary make, PyObject *x) {
    return is_plain(x) ? make((Node *)x) : carefully(row, PyTuple_Pack(1, x), PyTuple_New(0));
}

static PyObject *mixed(int row, Binary make, PyObject *x, PyObject *y) {
    Node *first = NULL, *second = NULL;
    PyObject *result = NULL;
    if (is_plain(x) && is_number(y))
        first = (Node *)Py_NewRef(x), second = leaf_of(y);
    else if (is_plain(y) && is_number(x))
        first = leaf_of(x), second = (Node *)Py_NewRef(y);
    else
        return carefully(row, PyTuple_Pack(2, x, y), PyTuple_New(0));
    if (first && second)
        result = make(first, second);
    Py_XDECREF(first);
    Py_XDECREF(second);
    return result;
}

static inline PyObject *binary(int row, Binary make, PyObject *x, PyObject *y) {
    return is_plain(x) && is_plain(y) ? make((Node *)x, (Node *)y) : mixed(row, make, x, y);
}

/* Static parameters from a call: positional ones behind the operands, others by name; NULL names one that must be
   given.  Returns 0 with an error set if they are wrong. */
typedef struct { const char *name; double value; int required; } Param;

static int parameters(const char *row, const Param *params, size_t count, PyObject *const *given, Py_ssize_t n,
                      PyObject *names, double *found) {
    Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
    unsigned have = 0;
    if (n > (Py_ssize_t)count) {
        PyErr_Format(PyExc_TypeError, "%s() takes at most %zu static parameters, but got %zd", row, count, n);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        found[i] = params[i].value;
    for (Py_ssize_t i = 0; i < n + named; i++) {
        size_t at = (size_t)i;
        if (i >= n)
            for (at = 0; at < count; at++)
                if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, i - n), params[at].name) == 0)
                    break;
        if (at == count || have & 1u << at) {
            PyErr_Format(PyExc_TypeError, "%s() does not take %R here; give each argument once", row,
                         PyTuple_GET_ITEM(names, i - n));
            return 0;
        }
        have |= 1u << at;
        found[at] = number_of(given[i]);
        if (found[at] == -1.0 && PyErr_Occurred())
            return 0;
    }
    for (size_t i = 0; i < count; i++)
        if (params[i].required && !(have & 1u << i)) {
            PyErr_Format(PyExc_TypeError, "%s() needs %s as well", row, params[i].name);
            return 0;
        }
    return 1;
}

#include "folds.c"

#include "operations.c"

/* ---- backward ---- */

typedef struct { Node **at; size_t count, room; } Stack;

static inline int push(Stack *stack, Node *node) {
    if (stack->count == stack->room) {
        size_t more = stack->room ? 2 * stack->room : 512;
        Node **grown = more > SIZE_MAX / sizeof(Node *) ? NULL : PyMem_Realloc(stack->at, more * sizeof(Node *));
        if (!grown)
            return PyErr_NoMemory(), -1;
        stack->at = grown, stack->room = more;
    }
    stack->at[stack->count++] = node;
    return 0;
}

static uint64_t sweeps; /* each walk marks what it has seen with a number of its own, an even one */

/* Whether the class of a node has a grad of its own, as a property, or a __setattr__: then all goes through Python. */
static inline int own_grad(Node *node) {
    PyTypeObject *kind = Py_TYPE(node);
    if (kind == plain)
        return 0;
    return kind->tp_setattro != base->tp_setattro || _PyType_Lookup(kind, grad_name) != grad_field ? OWN_GRAD : 0;
}

/* The nodes with parents in topological_order(root), with fresh gradients; as _inner_order in engine.py. */
static int inner_order(Node *root, Stack *order, uint64_t mark, int *by_hand) {
    Stack stack = {0};
    int state = root->count ? push(&stack, root) : 0;
    *by_hand |= own_grad(root);
    while (stack.count && state == 0) {
        Node *node = stack.at[--stack.count];
        if (!node) { /* a bookmark: the parents of the node below it are all in the order */
            state = push(order, stack.at[--stack.count]);
        } else if (node->mark != mark) {
            node->mark = mark;
            node->grad = 0.0;
            node->flags &= ~NO_GRAD;
            *by_hand |= node->flags & BY_HAND;
            state = push(&stack, node) || push(&stack, NULL) ? -1 : 0;
            for (size_t i = 0; i < node->count && state == 0; i++) {
                Node *parent = node->parents[i];
                if (parent->mark == mark)
                    continue;
                *by_hand |= own_grad(parent);
                if (parent->count)
                    state = push(&stack, parent);
                else if (parent->flags & NO_GRAD && !own_grad(parent)) {
                    parent->flags &= ~NO_GRAD;
                    parent->grad = 0.0;
                }
            }
        }
    }
    PyMem_Free(stack.at);
    return state;
}

/* While recorders are on, they see the nodes of the sweep first. */
static int announce_sweep(Stack *order) {
    PyObject *list = PyList_New((Py_ssize_t)order->count);
    if (!list)
        return -1;
    for (size_t i = 0; i < order->count; i++)
        PyList_SET_ITEM(list, (Py_ssize_t)i, Py_NewRef(order->at[i]));
    PyObject *done = PyObject_CallOneArg(sweeping, list);
    Py_DECREF(list);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

static int call_by_hand(Node *node) {
    PyObject *closure = PyObject_GetAttrString((PyObject *)node, "_backward");
    PyObject *done = closure ? PyObject_CallNoArgs(closure) : NULL;
    Py_XDECREF(closure);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

static inline void send(Node *node, uint64_t mark) {
    double grad = node->grad, *partial = partials(node);
    for (size_t i = 0; i < node->count; i++) {
        if (node->flags & GAPS && is_nothing(partial[i]))
            continue;
        Node *parent = node->parents[i];
        parent->grad += partial[i] * grad; /* the chain rule */
        parent->mark = mark + 1;
        parent->flags &= ~NO_GRAD; /* a closure may have set its grad to None meanwhile: that counts as 0 */
    }
}

PyDoc_STRVAR(backward_doc,
"backward($self, /)\n--\n\n"
"Set the grad of everything this Value depends on; leaves add up over several calls.\n\n"
"Threads: sweeps over graphs that share no node may run at the same time.  Two sweeps over one graph,\n"
"or over graphs with a common leaf, need a lock around them, because each writes the same ``grad``.\n\n"
"(This is the sweep in C; ``backward`` in engine.py is the same in Python.)");

static PyObject *node_backward(PyObject *self, PyObject *Py_UNUSED(none)) {
    Node *root = (Node *)self;
    Stack order = {0};
    uint64_t mark = sweeps += 2;
    int by_hand = 0, state = inner_order(root, &order, mark, &by_hand);
    size_t held = 0;
    if (state == 0 && by_hand & OWN_GRAD) {
        PyMem_Free(order.at);
        return PyObject_CallOneArg(sweep_watched, self);
    }
    if (state == 0 && (told || by_hand)) /* somebody else's code will run: keep all nodes alive */
        for (; held < order.count; held++)
            Py_INCREF(order.at[held]);
    if (state == 0 && told)
        state = announce_sweep(&order);
    if (state == 0) {
        root->grad = order.count || root->flags & NO_GRAD ? 1.0 : root->grad + 1.0; /* a leaf adds up */
        root->flags &= ~NO_GRAD;
        root->mark = mark + 1;
    }
    for (size_t i = order.count; i-- > 0 && state == 0;) {
        Node *node = order.at[i];
        if (node->mark == mark) /* nothing has reached it */
            node->grad = 0.0;
        else if (node->flags & BY_HAND)
            state = call_by_hand(node);
        else
            send(node, mark);
    }
    for (size_t i = 0; i < held; i++)
        Py_DECREF(order.at[i]);
    PyMem_Free(order.at);
    settle();
    if (state < 0)
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(reached_doc, "reached(node)\n--\n\nWhether its grad has been set since this was last asked.");

static PyObject *reached(PyObject *module, PyObject *x) {
    if (!PyObject_TypeCheck(x, base))
        return PyErr_Format(PyExc_TypeError, "reached takes a Value, but got %.100s", Py_TYPE(x)->tp_name);
    uint64_t mark = ((Node *)x)->mark;
    ((Node *)x)->mark &= ~(uint64_t)1;
    return PyBool_FromLong(mark & 1);
}

PyDoc_STRVAR(order_doc,
"topological_order(*roots)\n--\n\nEverything the roots depend on, parents before children; graphs of any depth.");

static PyObject *topological_order(PyObject *module, PyObject *const *roots, Py_ssize_t n) {
    Stack stack = {0};
    PyObject *order = PyList_New(0);
    int state = order ? 0 : -1;
    for (Py_ssize_t i = n; i-- > 0 && state == 0;) {
        if (!PyObject_TypeCheck(roots[i], base)) {
            PyErr_Format(PyExc_TypeError, "topological_order takes Values, but got %.100s", Py_TYPE(roots[i])->tp_name);
            state = -1;
        } else
            state = push(&stack, (Node *)roots[i]);
    }
    while (stack.count && state == 0) {
        Node *node = stack.at[--stack.count];
        if (!node) {
            if ((state = PyList_Append(order, (PyObject *)stack.at[stack.count - 1])) == 0)
                stack.count--;
        } else if (!(node->flags & SEEN)) { /* no mark: a closure may ask for the order in the middle of a sweep */
            if (!node->count)
                state = PyList_Append(order, (PyObject *)node);
            else
                state = push(&stack, node) || push(&stack, NULL) ? -1 : 0;
            if (state == 0)
                node->flags |= SEEN;
            for (size_t i = 0; i < node->count && state == 0; i++)
                state = push(&stack, node->parents[i]);
        }
    }
    for (size_t i = 0; i < stack.count; i++) /* there are some after an error */
        if (stack.at[i])
            stack.at[i]->flags &= ~SEEN;
    for (Py_ssize_t i = order ? PyList_GET_SIZE(order) : 0; i-- > 0;)
        ((Node *)PyList_GET_ITEM(order, i))->flags &= ~SEEN;
    PyMem_Free(stack.at);
    if (state < 0)
        Py_CLEAR(order);
    return order;
}

#include "datamodel.c"
#include "networks.c"
#include "arrays.c"
#include "traces.c"

/* ---- the module ---- */

PyDoc_STRVAR(connect_doc, "connect(names)\n--\n\nTake over what the engine in C needs of Python, by name.");

static PyObject *connect(PyObject *module, PyObject *names) {
    struct { const char *name; PyObject **place; } wanted[] = {
        {"careful", &careful}, {"real", &real}, {"data_of", &data_of}, {"grad_of", &grad_of}, {"bound", &bound},
        {"OperandError", &operand_error}, {"math_hypot", &math_hypot}, {"forgetting", &forgetting},
        {"sweeping", &sweeping}, {"sweep_watched", &sweep_watched}, {"told", &told}, {"plain", (PyObject **)&plain},
        {"Rule", (PyObject **)&row_kind}, {"Bound", (PyObject **)&bound_kind},
    };
    if (!PyDict_Check(names))
        return PyErr_SetString(PyExc_TypeError, "connect takes a dict"), NULL;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        PyObject *x = PyDict_GetItemString(names, wanted[i].name);
        if (!x)
            continue;
        if (wanted[i].place == (PyObject **)&plain) {
            PyTypeObject *kind = (PyTypeObject *)x;
            if (!PyType_Check(x) || !PyType_IsSubtype(kind, base) || kind->tp_basicsize != (Py_ssize_t)sizeof(Node))
                return PyErr_Format(PyExc_TypeError, "%R is no class of plain nodes", x), NULL;
            kind->tp_dealloc = node_dealloc; /* it has nothing that a subclass would have to free */
            kind->tp_vectorcall = node_vectorcall;
        }
        Py_XSETREF(*wanted[i].place, x == Py_None ? NULL : Py_NewRef(x));
    }
    PyObject *table = PyDict_GetItemString(names, "rows");
    for (size_t i = 0; i < ROWS && table; i++) {
        PyObject *row = PyDict_GetItemString(table, NAMES[i]);
        if (row)
            Py_XSETREF(rows[i], Py_NewRef(row));
    }
    Py_RETURN_NONE;
}

static int64_t home = -1; /* the interpreter whose objects these are; no other is served, nor one after it */

static void closed(void) { home = -2; }

static int set_up(PyObject *module) {
    int64_t here = PyInterpreterState_GetID(PyInterpreterState_Get());
    if (home == -1 && Py_AtExit(closed) == 0)
        home = here;
    if (home != here) {
        PyErr_SetString(PyExc_ImportError, "the engine in C serves one interpreter, the first that imports it");
        return -1;
    }
    if (!base) {
        memcpy(&NOTHING, &NOTHING_BITS, sizeof NOTHING);
        for (size_t i = 0; other_methods[i].ml_name; i++) /* the last places in methods are kept free for these */
            methods[METHODS + i] = other_methods[i];
        if (!(w_name = PyUnicode_InternFromString("w")) || !(b_name = PyUnicode_InternFromString("b")) ||
            !(nonlin_name = PyUnicode_InternFromString("nonlin")) ||
            !(activation_name = PyUnicode_InternFromString("activation")) ||
            !(relu_name = PyUnicode_InternFromString("relu")))
            return -1;
        if (!(empty = PyUnicode_InternFromString("")) || !(grad_name = PyUnicode_InternFromString("grad")) ||
            !(base = (PyTypeObject *)PyType_FromSpec(&spec)))
            return -1;
        grad_field = Py_XNewRef(_PyType_Lookup(base, grad_name));
    }
    PyObject *row_functions = PyModule_New("rows"); /* the rows that are no methods, by name */
    int state = !row_functions || PyModule_AddFunctions(row_functions, functions) < 0 ||
                        PyModule_AddObjectRef(module, "rows", row_functions) < 0 ||
                        PyModule_AddObjectRef(module, "Operations", (PyObject *)base) < 0 ||
                        PyModule_AddStringConstant(module, "PRINTED", PRINTED) < 0 ? -1 : 0;
    Py_XDECREF(row_functions);
    return state;
}

static PyMethodDef own[] = {
    {"connect", connect, METH_O, connect_doc},
    {"creation_order", (PyCFunction)(void (*)(void))creation_order, METH_FASTCALL, creation_order_doc},
    {"layer", (PyCFunction)(void (*)(void))layer, METH_FASTCALL, layer_doc},
    {"moved", moved, METH_VARARGS, moved_doc},
    {"numbers", (PyCFunction)(void (*)(void))numbers, METH_FASTCALL, numbers_doc},
    {"values", values, METH_O, values_doc},
    {"places", (PyCFunction)(void (*)(void))places, METH_FASTCALL, places_doc},
    {"slopes", (PyCFunction)(void (*)(void))slopes, METH_FASTCALL, slopes_doc},
    {"of_one_type", (PyCFunction)(void (*)(void))of_one_type, METH_FASTCALL, one_type_doc},
    {"reached", reached, METH_O, reached_doc},
    {"topological_order", (PyCFunction)(void (*)(void))topological_order, METH_FASTCALL, order_doc},
    {NULL},
};

static PyModuleDef_Slot steps[] = {
    {Py_mod_exec, set_up},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_engine", "The engine in C: see engine.c.", 0, own, steps, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__engine(void) { return PyModuleDef_Init(&definition); }
