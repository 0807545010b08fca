/* The engine in C: numbers that remember how they were made, and the chain rule run backwards over that memory.

   This is engine.py once more, for machines with a C compiler: the same nodes, the same order of the sweep, the
   same numbers to the last bit, many times quicker.  Read engine.py first; what is said there is not said again.

   By hand is only what you see here: the node, its memory, the sweep, and how Python looks at a node.  The
   operations themselves, with their derivatives, are printed from the rule table into operations.c, which is
   included in the middle.  What C does not know (subclasses, Duals, arrays, wrong operands, rows of a user's own)
   goes to `careful`, the Python way, which makes the same node.

   Compile without fast-math and without contraction (-ffp-contract=off): each operation is IEEE 754, on its own. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef Py_GIL_DISABLED
#error "the engine in C relies on the interpreter's lock; a free-threaded Python takes the engine in Python"
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

/* ---- memory ----

   A plain node is not looked at by the collector, which is what makes graphs of Python objects slow.  It may be
   left alone as long as it cannot be part of a cycle: parents are older than their node.  A cycle needs something
   that is hung on a node later: an attribute, a closure, other parents.  From then on that node is watched,
   and so is whatever is computed from it, because a node with a watched parent is.  What had been computed from
   it before cannot be found from it; therefore all plain nodes stand in a list, and in this rare case all of
   them are watched. */

static Node **nodes;  /* all plain nodes there are, those in reserve as well */
static size_t how_many, room_for;
static Node *reserve; /* freed plain nodes to be used again, chained by their mark */
static size_t reserved;
#ifndef RESERVE
#define RESERVE 131072 /* so many at least are kept, about 20 MB */
#endif
static size_t kept_back = RESERVE; /* and so many at most: what graphs have taken lately, see settle() */

static inline void watch_one(Node *node) {
    node->flags |= WATCHED;
    if (!PyObject_GC_IsTracked((PyObject *)node))
        PyObject_GC_Track(node);
}

/* Something has been hung on the node by which it may become part of a cycle. */
static void watch(Node *node) {
    if (node->flags & WATCHED)
        return;
    watch_one(node);
    if (node->flags & USED)
        for (size_t i = 0; i < how_many; i++)
            if (Py_REFCNT(nodes[i]) > 0)
                watch_one(nodes[i]);
}

static Node *enlisted(Node *node) {
    if (how_many == room_for) {
        size_t more = room_for ? 2 * room_for : 1024;
        Node **grown = PyMem_Realloc(nodes, more * sizeof *nodes);
        if (!grown) {
            PyObject_GC_Del(node);
            Py_DECREF(plain);
            return (Node *)PyErr_NoMemory();
        }
        nodes = grown, room_for = more;
    }
    nodes[how_many++] = node;
    node->place = how_many;
    return node;
}

static void struck(Node *node) {
    if (node->place) {
        nodes[node->place - 1] = nodes[--how_many];
        nodes[node->place - 1]->place = node->place;
        node->place = 0;
    }
}

/* A node of this class, a leaf with data 0. */
static Node *blank(PyTypeObject *kind) {
    Node *node;
    size_t place = 0;
    if (kind != plain) { /* a subclass is watched from the beginning */
        if (!(node = (Node *)kind->tp_alloc(kind, 0)))
            return NULL;
        node->flags = WATCHED;
        node->parents = (Node **)node->room;
        return node;
    }
    if (reserve) {
        node = reserve;
        reserve = (Node *)(uintptr_t)node->mark;
        reserved--;
        place = node->place;
        PyObject_Init((PyObject *)node, kind);
    } else if (!(node = PyObject_GC_New(Node, kind)))
        return NULL;
    node->data = node->grad = 0.0;
    node->mark = 0;
    node->count = node->flags = 0;
    node->parents = (Node **)node->room;
    node->rule = node->label = node->attributes = node->weak = NULL;
    node->place = place;
    return place ? node : enlisted(node);
}

static inline Node *leaf(double data) {
    Node *node = blank(plain);
    if (node)
        node->data = data;
    return node;
}

/* Room for so many parents and partials; there are none yet. */
static int make_room(Node *node, size_t count) {
    node->parents = (Node **)node->room;
    if (count > UINT32_MAX)
        return PyErr_NoMemory(), -1;
    if (count > 2 && !(node->parents = PyMem_Malloc(count * (sizeof(Node *) + sizeof(double))))) {
        node->parents = (Node **)node->room;
        PyErr_NoMemory();
        return -1;
    }
    node->count = 0;
    return 0;
}

static inline void has_parent(Node *node, size_t i, Node *parent) {
    node->parents[i] = (Node *)Py_NewRef(parent);
    node->count = (uint32_t)i + 1; /* one by one: the collector may look */
    parent->flags |= USED;
    if (parent->flags & WATCHED)
        watch_one(node);
}

static void forget_parents(Node *node) {
    Node **parents = node->parents;
    size_t count = node->count;
    void *room[4];
    if (parents == (Node **)node->room)
        parents = memcpy(room, node->room, sizeof room);
    node->parents = (Node **)node->room;
    node->count = 0;
    node->flags &= ~(GAPS | BY_HAND);
    for (size_t i = 0; i < count; i++)
        Py_DECREF(parents[i]);
    if (parents != (Node **)room)
        PyMem_Free(parents);
}

/* Freeing: the last reference to a node frees its parents, and so on, in a loop, because a chain may be of any
   length.  A node that is freed meanwhile waits in line. */
static Node *line;
static int freeing;

static void take_apart(Node *node) {
    PyTypeObject *kind = Py_TYPE(node);
    forget_parents(node);
    Py_CLEAR(node->rule);
    Py_CLEAR(node->label);
    Py_CLEAR(node->attributes);
    if (kind == plain && node->place && reserved < kept_back && !kind->tp_finalize) { /* memory knows its __del__ */
        node->mark = (uintptr_t)reserve;
        reserve = node;
        reserved++;
    } else {
        struck(node);
        PyObject_GC_Del(node);
    }
    Py_DECREF(kind);
}

/* At each sweep: a loop that makes and frees large graphs finds its memory again; a program that has made one
   gives it back by and by. */
static void settle(void) {
    size_t used = how_many - reserved;
    size_t wanted = used > kept_back ? used : kept_back - (kept_back - used) / 16;
    kept_back = wanted > RESERVE ? wanted : RESERVE;
    while (reserved > kept_back) {
        Node *node = reserve;
        reserve = (Node *)(uintptr_t)node->mark;
        reserved--;
        struck(node);
        Py_SET_TYPE(node, plain); /* its own may be gone */
        PyObject_GC_Del(node);
    }
}

static void node_dealloc(PyObject *self) {
    Node *node = (Node *)self;
    PyTypeObject *kind = Py_TYPE(self);
    if (kind->tp_finalize && kind->tp_dealloc == node_dealloc) { /* else that has been done */
        watch_one(node);
        if (PyObject_CallFinalizerFromDealloc(self) < 0)
            return; /* __del__ has kept it */
    }
    if (node->flags & WATCHED || kind != plain)
        PyObject_GC_UnTrack(node);
    if (node->weak)
        PyObject_ClearWeakRefs(self);
    if (freeing) {
        node->mark = (uintptr_t)line;
        line = node;
        return;
    }
    freeing = 1;
    take_apart(node);
    while ((node = line)) {
        line = (Node *)(uintptr_t)node->mark;
        take_apart(node);
    }
    freeing = 0;
}

static int node_traverse(PyObject *self, visitproc visit, void *arg) {
    Node *node = (Node *)self;
    Py_VISIT(Py_TYPE(self));
    for (size_t i = 0; i < node->count; i++)
        Py_VISIT(node->parents[i]);
    Py_VISIT(node->rule);
    Py_VISIT(node->label);
    Py_VISIT(node->attributes);
    return 0;
}

static int node_clear(PyObject *self) {
    Node *node = (Node *)self;
    forget_parents(node);
    Py_CLEAR(node->rule);
    Py_CLEAR(node->label);
    Py_CLEAR(node->attributes);
    return 0;
}

/* ---- one operation ---- */

static PyObject *rows[]; /* the rows of the table, in the order of operations.c */

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

/* ---- folds: rows over lists of operands ---- */

typedef struct {
    size_t size, count; /* lists of this size, and so many parents in all, others than lists included */
    uint32_t flags;     /* those of the parents together */
    Node **parents;     /* as in a node, with room for the partials behind */
    double *data;       /* their numbers, and behind them room for subterms */
    double room[64];
    PyObject *kept[3];  /* the lists, while their elements are read */
} Fold;

static void release(Fold *fold) {
    for (size_t i = 0; fold->parents && i < fold->count; i++)
        Py_XDECREF(fold->parents[i]);
    PyMem_Free(fold->parents);
    if (fold->data != fold->room)
        PyMem_Free(fold->data);
    for (size_t i = 0; i < 3; i++)
        Py_XDECREF(fold->kept[i]);
}

/* One parent from what was given: 1; 0 if that is a case for the careful way; -1 with an error set. */
static inline int taken(Fold *fold, size_t at, PyObject *x) {
    Node *node = is_plain(x) ? (Node *)Py_NewRef(x) : is_number(x) ? leaf_of(x) : NULL;
    if (!node)
        return PyErr_Occurred() ? -1 : 0;
    fold->parents[at] = node;
    fold->data[at] = node->data;
    fold->flags |= node->flags;
    node->flags |= USED;
    return 1;
}

/* Reads the operands of a fold: lists first, then the others; room for so many lists of subterms.  Returns 1; else
   0, and *result is what the operation gives: that of the careful way, or NULL with an error set. */
static int gathered(Fold *fold, int row, const char *signature, PyObject *const *given, size_t lists, size_t scalars,
                    size_t subterms, PyObject **result) {
    int state = 1;
    *result = NULL;
    fold->size = fold->count = 0, fold->flags = 0, fold->parents = NULL, fold->data = fold->room;
    memset(fold->kept, 0, sizeof fold->kept);
    for (size_t i = 0; i < lists; i++) {
        if (!(fold->kept[i] = PySequence_Fast(given[i], "expected a list of numbers")))
            goto failed;
        size_t size = (size_t)PySequence_Fast_GET_SIZE(fold->kept[i]);
        if (i && size != fold->size) {
            PyErr_Format(PyExc_ValueError, "%s takes lists of one length, but got %zu and %zu numbers", signature,
                         fold->size, size);
            goto failed;
        }
        fold->size = size;
    }
    fold->count = lists * fold->size + scalars;
    state = fold->size > 0; /* of nothing, let Python say what that is */
    size_t numbers = fold->count + subterms * fold->size;
    fold->parents = PyMem_Malloc(fold->count * (sizeof(Node *) + sizeof(double)) + 1);
    if (numbers > sizeof fold->room / sizeof *fold->room)
        fold->data = PyMem_Malloc(numbers * sizeof(double));
    if (!fold->parents || !fold->data || fold->count > UINT32_MAX) {
        PyErr_NoMemory();
        fold->count = 0;
        goto failed;
    }
    memset(fold->parents, 0, fold->count * sizeof(Node *));
    size_t at = 0;
    for (size_t i = 0; i < lists && state > 0; i++)
        for (size_t k = 0; k < fold->size && state > 0; k++) {
            if (k < (size_t)PySequence_Fast_GET_SIZE(fold->kept[i]))
                state = taken(fold, at++, PySequence_Fast_GET_ITEM(fold->kept[i], (Py_ssize_t)k));
            else {
                PyErr_Format(PyExc_RuntimeError, "%s: a list became shorter while it was read", signature);
                state = -1;
            }
        }
    for (size_t i = 0; i < scalars && state > 0; i++)
        state = taken(fold, at++, given[lists + i]);
    if (state > 0)
        return 1;
    if (state == 0) {
        PyObject *operands = PyTuple_New((Py_ssize_t)(lists + scalars));
        for (size_t i = 0; operands && i < lists + scalars; i++) /* what was no list has been used up by now */
            PyTuple_SET_ITEM(operands, (Py_ssize_t)i, Py_NewRef(i < lists ? fold->kept[i] : given[i]));
        *result = carefully(row, operands, PyTuple_New(0));
    }
failed:
    release(fold);
    return 0;
}

/* The node of a fold, which takes over all that was gathered as its parents. */
static Node *folded(Fold *fold, PyObject *rule, double z) {
    Node *node = blank(plain);
    if (!node)
        return NULL;
    node->data = z;
    node->rule = Py_NewRef(rule);
    node->parents = fold->parents, node->count = (uint32_t)fold->count;
    fold->parents = NULL;
    if (fold->flags & WATCHED)
        watch_one(node);
    return node;
}

/* One of several nodes with all that was gathered as parents. */
static Node *one_of(Fold *fold, PyObject *rule, double z) {
    Node *node = blank(plain);
    if (!node)
        return NULL;
    if (make_room(node, fold->count) < 0) {
        Py_DECREF(node);
        return NULL;
    }
    node->data = z;
    node->rule = Py_NewRef(rule);
    for (size_t i = 0; i < fold->count; i++)
        has_parent(node, i, fold->parents[i]);
    return node;
}

/* ---- the functions of floats that a C library lacks, or has with other last bits: those of rules/floats.py ---- */

static inline double larger(double x, double y) { return isnan(x) ? x : y <= x ? x : y; }
static inline double smaller(double x, double y) { return isnan(x) ? x : y >= x ? x : y; }
static inline double rounded(double x) { return isfinite(x) ? copysign(rint(x), x) : x; }
static inline double floored(double x) { return isfinite(x) ? copysign(floor(x), x) : x; }
static inline double raised(double x) { return isfinite(x) ? copysign(ceil(x), x) : x; }

static double remainder_of(double x, double y) { /* Python's %: with the sign of y */
    if (y == 0.0 || isinf(x))
        return NAN;
    double z = fmod(x, y);
    if (z == 0.0)
        return copysign(0.0, y);
    return (z < 0.0) != (y < 0.0) ? z + y : z;
}

static double quotient_of(double x, double y) { /* Python's //: rounded down */
    if (y == 0.0 || isinf(x))
        return NAN;
    double left = fmod(x, y), z = (x - left) / y;
    if (left != 0.0 && (left < 0.0) != (y < 0.0))
        z -= 1.0;
    if (z == 0.0)
        return copysign(0.0, x / y);
    double down = floor(z);
    return z - down > 0.5 ? down + 1.0 : down;
}

static double length_of(double x, double y) {
    PyObject *a = PyFloat_FromDouble(x), *b = PyFloat_FromDouble(y), *z = NULL;
    if (a && b)
        z = PyObject_CallFunctionObjArgs(math_hypot, a, b, NULL);
    Py_XDECREF(a);
    Py_XDECREF(b);
    double found = z ? PyFloat_AsDouble(z) : hypot(x, y);
    Py_XDECREF(z);
    if (PyErr_Occurred())
        PyErr_Clear(); /* no memory for a float: the library's own must do */
    return found;
}

/* For each element the product of all the others, by prefixes and suffixes. */
static void others(const double *x, size_t size, double *product) {
    double before = 1.0, after = 1.0;
    for (size_t i = 0; i < size; i++) {
        product[i] = before;
        before *= x[i];
    }
    for (size_t i = size; i-- > 0;) {
        product[i] *= after;
        after *= x[i];
    }
}

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
                else if (parent->flags & NO_GRAD) {
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
        node->parents[i]->grad += partial[i] * grad; /* the chain rule */
        node->parents[i]->mark = mark + 1;
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

/* ---- how Python looks at a node ---- */

static PyObject *get_data(PyObject *self, void *none) { return PyFloat_FromDouble(((Node *)self)->data); }

static PyObject *get_grad(PyObject *self, void *none) {
    Node *node = (Node *)self;
    return node->flags & NO_GRAD ? Py_NewRef(Py_None) : PyFloat_FromDouble(node->grad);
}

/* A number that is put into a node: a float, or what Python makes of it (-1 with an error set if nothing). */
static double put(PyObject *self, PyObject *x, PyObject *otherwise) {
    if (x && PyFloat_CheckExact(x))
        return PyFloat_AS_DOUBLE(x);
    if (!x) {
        PyErr_SetString(PyExc_AttributeError, "a Value cannot be without data and grad");
        return -1.0;
    }
    PyObject *number = PyObject_CallFunctionObjArgs(otherwise, self, x, NULL);
    double found = number ? PyFloat_AsDouble(number) : -1.0;
    Py_XDECREF(number);
    return found;
}

static int set_data(PyObject *self, PyObject *x, void *none) {
    double number = put(self, x, data_of);
    if (number == -1.0 && PyErr_Occurred())
        return -1;
    ((Node *)self)->data = number;
    return 0;
}

static int set_grad(PyObject *self, PyObject *x, void *none) {
    Node *node = (Node *)self;
    double number = x == Py_None ? 0.0 : put(self, x, grad_of);
    if (number == -1.0 && PyErr_Occurred())
        return -1;
    node->grad = number;
    node->mark |= 1; /* in a sweep: something has reached it */
    node->flags = x == Py_None ? node->flags | NO_GRAD : node->flags & ~NO_GRAD;
    return 0;
}

/* A tuple with a place for each parent.  Making one may start the collector, and with it code that changes them. */
static PyObject *tuple_for(Node *node) {
    PyObject *tuple = PyTuple_New(node->count);
    while (tuple && (size_t)PyTuple_GET_SIZE(tuple) != node->count)
        Py_SETREF(tuple, PyTuple_New(node->count));
    return tuple;
}

static PyObject *get_parents(PyObject *self, void *none) {
    Node *node = (Node *)self;
    PyObject *tuple = tuple_for(node);
    for (size_t i = 0; tuple && i < node->count; i++)
        PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, Py_NewRef(node->parents[i]));
    return tuple;
}

static int set_parents(PyObject *self, PyObject *given, void *none) {
    Node *node = (Node *)self;
    PyObject *list = given ? PySequence_Tuple(given) : NULL;
    if (!list)
        return PyErr_Occurred() ? -1 : (PyErr_SetString(PyExc_AttributeError, "a Value has parents, or ()"), -1);
    size_t count = (size_t)PyTuple_GET_SIZE(list);
    for (size_t i = 0; i < count; i++) {
        if (!PyObject_TypeCheck(PyTuple_GET_ITEM(list, (Py_ssize_t)i), base)) {
            PyErr_Format(PyExc_TypeError, "the parents of a Value are Values, in a tuple, but got %R", given);
            Py_DECREF(list);
            return -1;
        }
        ((Node *)PyTuple_GET_ITEM(list, (Py_ssize_t)i))->flags |= USED;
    }
    if (count && node->flags & USED)
        watch(node); /* they may depend on it, or be it */
    Node old = *node;
    if (old.parents == (Node **)node->room)
        old.parents = (Node **)old.room;
    if (make_room(node, count) < 0) {
        node->parents = old.parents == (Node **)old.room ? (Node **)node->room : old.parents;
        Py_DECREF(list);
        return -1;
    }
    for (size_t i = 0; i < count; i++)
        has_parent(node, i, (Node *)PyTuple_GET_ITEM(list, (Py_ssize_t)i));
    if (count == old.count)
        memcpy(partials(node), partials(&old), count * sizeof(double));
    else
        node->flags = (node->flags & ~(GAPS | BY_HAND)) | (count ? BY_HAND : 0);
    for (size_t i = 0; i < old.count; i++)
        Py_DECREF(old.parents[i]);
    if (old.parents != (Node **)old.room)
        PyMem_Free(old.parents);
    Py_DECREF(list);
    return 0;
}

static PyObject *get_partials(PyObject *self, void *none) {
    Node *node = (Node *)self;
    PyObject *tuple = tuple_for(node);
    if (tuple && node->flags & BY_HAND) {
        Py_DECREF(tuple);
        Py_RETURN_NONE;
    }
    for (size_t i = 0; tuple && i < node->count; i++) {
        double partial = partials(node)[i];
        int gap = node->flags & GAPS && is_nothing(partial);
        PyObject *number = gap ? Py_NewRef(Py_None) : PyFloat_FromDouble(partial);
        if (!number)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, number);
    }
    return tuple;
}

static int set_partials(PyObject *self, PyObject *given, void *none) {
    Node *node = (Node *)self;
    if (given == Py_None) {
        node->flags = (node->flags & ~GAPS) | (node->count ? BY_HAND : 0);
        return 0;
    }
    PyObject *list = given ? PySequence_Tuple(given) : NULL;
    if (!list)
        return PyErr_Occurred() ? -1 : (PyErr_SetString(PyExc_AttributeError, "a Value has partials, or ()"), -1);
    uint32_t gaps = 0, count = node->count;
    double *found = PyMem_Malloc((count + 1) * sizeof(double));
    int state = found ? 0 : (PyErr_NoMemory(), -1);
    if (!state && PyTuple_GET_SIZE(list) != (Py_ssize_t)count) {
        PyErr_Format(PyExc_ValueError, "a Value has a partial for each of its %u parents, but got %zd", count,
                     PyTuple_GET_SIZE(list));
        state = -1;
    }
    for (uint32_t i = 0; i < count && !state; i++) {
        PyObject *x = PyTuple_GET_ITEM(list, i);
        found[i] = x == Py_None ? NOTHING : number_of(x);
        gaps |= x == Py_None ? GAPS : 0;
        state = found[i] == -1.0 && PyErr_Occurred() ? -1 : 0;
    }
    if (!state && count == node->count) {
        memcpy(partials(node), found, count * sizeof(double));
        node->flags = (node->flags & ~(GAPS | BY_HAND)) | gaps;
    }
    PyMem_Free(found);
    Py_DECREF(list);
    return state;
}

/* Whether a thing holds no others, so that no cycle goes through it. */
static int is_simple(PyObject *x) {
    return x == Py_None || PyFloat_CheckExact(x) || PyLong_CheckExact(x) || PyUnicode_CheckExact(x) ||
           PyBool_Check(x) || PyBytes_CheckExact(x) || Py_IS_TYPE(x, row_kind) || Py_IS_TYPE(x, bound_kind);
}

static PyObject *get_object(PyObject *self, void *at) {
    PyObject *x = *(PyObject **)((char *)self + (size_t)at);
    return Py_NewRef(x ? x : empty);
}

static int set_object(PyObject *self, PyObject *x, void *at) {
    PyObject **place = (PyObject **)((char *)self + (size_t)at);
    int nothing = !x || (PyUnicode_CheckExact(x) && PyUnicode_GET_LENGTH(x) == 0);
    if (!nothing && !is_simple(x))
        watch((Node *)self); /* neither text nor a row of the table: a closure, say */
    Py_XSETREF(*place, nothing ? NULL : Py_NewRef(x));
    return 0;
}

static PyObject *get_attributes(PyObject *self, void *none) {
    watch((Node *)self); /* whoever has the dict can put anything into it */
    return PyObject_GenericGetDict(self, none);
}

static int set_attributes(PyObject *self, PyObject *x, void *none) {
    watch((Node *)self);
    return PyObject_GenericSetDict(self, x, none);
}

static int node_setattr(PyObject *self, PyObject *name, PyObject *x) {
    if (PyObject_GenericSetAttr(self, name, x) < 0)
        return -1;
    Node *node = (Node *)self;
    if (node->attributes && !(node->flags & WATCHED) && x && !is_simple(x))
        watch(node);
    return 0;
}

static PyObject *node_new(PyTypeObject *kind, PyObject *args, PyObject *named) {
    if (!(kind->tp_flags & Py_TPFLAGS_IS_ABSTRACT))
        return (PyObject *)blank(kind);
    PyObject *none = PyTuple_New(0); /* object's own refuses such a class, and names what it lacks */
    PyObject *refused = none ? PyBaseObject_Type.tp_new(kind, none, NULL) : NULL;
    Py_XDECREF(none);
    return refused;
}

/* Value(3.0) and Value(3.0, label="x"), by far the most; everything else is for __init__ in engine.py. */
static PyObject *node_vectorcall(PyObject *type, PyObject *const *given, size_t flags, PyObject *names) {
    Py_ssize_t n = PyVectorcall_NARGS(flags), named = names ? PyTuple_GET_SIZE(names) : 0;
    PyObject *label = NULL;
    if (named == 1 && PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, 0), "label") == 0)
        label = given[n];
    if ((PyTypeObject *)type == plain && n == 1 && is_number(given[0]) && (!named || (label && PyUnicode_CheckExact(label)))) {
        Node *node = leaf_of(given[0]);
        if (node && label && PyUnicode_GET_LENGTH(label))
            node->label = Py_NewRef(label);
        return (PyObject *)node;
    }
    PyObject *args = PyTuple_New(n), *keywords = named ? PyDict_New() : NULL, *made = NULL;
    for (Py_ssize_t i = 0; args && i < n; i++)
        PyTuple_SET_ITEM(args, i, Py_NewRef(given[i]));
    int state = args && (keywords || !named) ? 0 : -1;
    for (Py_ssize_t i = 0; i < named && state == 0; i++)
        state = PyDict_SetItem(keywords, PyTuple_GET_ITEM(names, i), given[n + i]);
    if (state == 0)
        made = PyType_Type.tp_call(type, args, keywords);
    Py_XDECREF(args);
    Py_XDECREF(keywords);
    return made;
}

static PyObject *node_sizeof(PyObject *self, PyObject *Py_UNUSED(none)) {
    Node *node = (Node *)self;
    size_t size = (size_t)Py_TYPE(self)->tp_basicsize;
    if (node->parents != (Node **)node->room)
        size += node->count * (sizeof(Node *) + sizeof(double));
    return PyLong_FromSize_t(size);
}

static PyGetSetDef fields[] = {
    {"data", get_data, set_data, "the number", NULL},
    {"grad", get_grad, set_grad, "d(output)/d(this), filled in by output.backward()", NULL},
    {"parents", get_parents, set_parents, "the Values it was computed from, in order", NULL},
    {"partials", get_partials, set_partials, "d(this)/d(parent) for each parent", NULL},
    {"rule", get_object, set_object, "the row of the table it was computed by", (void *)offsetof(Node, rule)},
    {"label", get_object, set_object, "a name for pictures", (void *)offsetof(Node, label)},
    {"__dict__", get_attributes, set_attributes, NULL, NULL},
    {NULL},
};

static PyMemberDef offsets[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(Node, attributes), READONLY},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Node, weak), READONLY},
    {NULL},
};

static PyMethodDef other_methods[] = {
    {"backward", node_backward, METH_NOARGS, backward_doc},
    {"__sizeof__", node_sizeof, METH_NOARGS, "Bytes of this node."},
    {NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "What a Value can do and what it holds, in C: see operations.py and engine.py."},
    {Py_tp_new, node_new},
    {Py_tp_dealloc, node_dealloc},
    {Py_tp_traverse, node_traverse},
    {Py_tp_clear, node_clear},
    {Py_tp_getattro, PyObject_GenericGetAttr},
    {Py_tp_setattro, node_setattr},
    {Py_tp_getset, fields},
    {Py_tp_members, offsets},
    {Py_tp_methods, methods},
    NUMBER_SLOTS
    {0, NULL},
};

static PyType_Spec spec = {"micrograd_like._engine.Operations", sizeof(Node), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots};

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
