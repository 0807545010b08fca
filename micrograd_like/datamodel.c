/* How Python looks at a node in C: its fields, its attributes, its making.  Included by engine.c.

   datamodel.py has the rest, for both engines: how a Value is compared, converted, copied and printed. */

static PyObject *get_data(PyObject *self, void *none) {
    Node *node = (Node *)self;
    if (node->flags & BARE) /* it would be 0.0, a number that nobody has given */
        return PyErr_Format(PyExc_AttributeError, "this %s has no number: let its __init__ call super().__init__(data)",
                            Py_TYPE(self)->tp_name);
    return PyFloat_FromDouble(node->data);
}

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
    ((Node *)self)->flags &= ~BARE;
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
    if (!state && count != node->count) {
        PyErr_SetString(PyExc_RuntimeError, "the parents of a Value changed while its partials were set");
        state = -1;
    }
    if (!state) {
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
    if (node->attributes && !(node->flags & WATCHED) && x && (!is_simple(x) || !PyUnicode_CheckExact(name)))
        watch(node);
    return 0;
}

static PyObject *node_new(PyTypeObject *kind, PyObject *args, PyObject *named) {
    if (!(kind->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) {
        Node *node = blank(kind);
        if (node)
            node->flags |= BARE;
        return (PyObject *)node;
    }
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

/* x += y and x -= y: as x + y and x - y, but who moves a leaf by a number after a sweep is told what is made. */
static PyObject *node_stepped(PyObject *self, PyObject *x) {
    Node *node = (Node *)self;
    int step = !node->count && node->grad != 0.0 && !(node->flags & NO_GRAD) && (PyFloat_Check(x) || PyLong_Check(x));
    if (step && PyErr_WarnEx(PyExc_UserWarning, "+= and -= make a new Value and leave this one as it was; to move a "
                             "parameter, write p.data -= lr * p.grad", 1) < 0)
        return NULL;
    Py_RETURN_NOTIMPLEMENTED; /* Python then adds or subtracts */
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
    {Py_nb_inplace_add, node_stepped},
    {Py_nb_inplace_subtract, node_stepped},
    {0, NULL},
};

static PyType_Spec spec = {"micrograd_like._engine.Operations", sizeof(Node), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots};
