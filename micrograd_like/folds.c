/* What the operations in C share: folds, which read lists of operands, and functions of floats.  Included by engine.c. */

/* ---- folds: rows over lists of operands ---- */

typedef struct {
    size_t size, count; /* lists of this size, and so many parents in all, others than lists included */
    uint32_t flags;     /* those of the parents together */
    size_t watches;     /* as it was when they were read */
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

/* As many parents as are plain nodes from the beginning of a list.  Nothing runs here that could change the list; but
   it may have become shorter since it was measured, by what ran while other lists were read. */
static inline size_t taken_quickly(Fold *fold, size_t at, PyObject *list) {
    PyObject **items = PySequence_Fast_ITEMS(list);
    Node **parents = fold->parents + at;
    double *data = fold->data + at;
    size_t k = 0, size = (size_t)PySequence_Fast_GET_SIZE(list);
    size = size < fold->size ? size : fold->size;
    uint32_t flags = 0;
    for (; k < size && is_plain(items[k]); k++) {
        Node *node = (Node *)Py_NewRef(items[k]);
        parents[k] = node;
        data[k] = node->data;
        flags |= node->flags;
        node->flags |= USED;
    }
    fold->flags |= flags;
    return k;
}

/* Reads the operands of a fold: lists first, then the others; room for so many lists of subterms.  Returns 1; else
   0, and *result is what the operation gives: that of the careful way, or NULL with an error set. */
static int gathered(Fold *fold, int row, const char *signature, PyObject *const *given, size_t lists, size_t scalars,
                    size_t subterms, PyObject **result) {
    int state = 1;
    *result = NULL;
    fold->size = fold->count = 0, fold->flags = 0, fold->watches = watches, fold->parents = NULL, fold->data = fold->room;
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
    for (size_t i = 0; i < lists && state > 0; i++) {
        size_t k = taken_quickly(fold, at, fold->kept[i]);
        at += k;
        for (; k < fold->size && state > 0; k++) {
            if (k < (size_t)PySequence_Fast_GET_SIZE(fold->kept[i]))
                state = taken(fold, at++, PySequence_Fast_GET_ITEM(fold->kept[i], (Py_ssize_t)k));
            else {
                PyErr_Format(PyExc_RuntimeError, "%s: a list became shorter while it was read", signature);
                state = -1;
            }
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
    for (size_t i = 0; watches != fold->watches && i < node->count; i++)
        fold->flags |= node->parents[i]->flags; /* the collector has run, and somebody's code in it */
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

PyDoc_STRVAR(one_type_doc, "of_one_type(operands, lists)\n--\n\n"
                           "As in rules/operands.py, which says what it gives.");

static PyObject *of_one_type(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    PyTypeObject *kind = NULL;
    Py_ssize_t size = -1;
    if (n != 2 || !PyTuple_Check(given[0]) || !PyBytes_Check(given[1]) ||
        PyTuple_GET_SIZE(given[0]) != PyBytes_GET_SIZE(given[1]))
        return PyErr_SetString(PyExc_TypeError, "of_one_type takes a tuple and as many bytes"), NULL;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given[0]); i++) {
        PyObject *operand = PyTuple_GET_ITEM(given[0], i), **numbers = &operand;
        Py_ssize_t count = 1;
        if (PyBytes_AS_STRING(given[1])[i]) {
            if (!PyList_CheckExact(operand) || (size >= 0 && PyList_GET_SIZE(operand) != size))
                Py_RETURN_NONE;
            numbers = PySequence_Fast_ITEMS(operand);
            count = size = PyList_GET_SIZE(operand);
        }
        if (!count || (kind && !Py_IS_TYPE(numbers[0], kind)))
            Py_RETURN_NONE;
        kind = Py_TYPE(numbers[0]);
        for (Py_ssize_t k = 1; k < count; k++)
            if (!Py_IS_TYPE(numbers[k], kind))
                Py_RETURN_NONE;
    }
    return Py_NewRef(kind ? (PyObject *)kind : Py_None);
}
