/* What tracing asks of the engine in C: a recorded graph as numbers in a row.  Included by engine.c.

   compiler/tape.py says the same in Python, and does it where there is no engine in C.

   The nodes come in a list, parents before children; the first few are inputs, whatever their parents.  For a moment
   each bears its place as its mark, so that a parent's place is found at once.  Until the marks are taken back no
   other code may run, so the results are doubles and sizes first, Python's objects later. */

typedef struct { Node **at; uint64_t *marks; size_t count, inputs; } Places;

static void place(Places *all, Node *node) {
    all->at[all->count] = node;
    all->marks[all->count] = node->mark;
    node->mark = ++all->count;
}

/* Where a node stands; as many as there are nodes, if it does not. */
static inline size_t place_of(Places *all, Node *node) {
    size_t i = (size_t)node->mark - 1;
    return i < all->count && all->at[i] == node ? i : all->count;
}

/* How many parents the node in a place has. */
static inline size_t width(Places *all, size_t i) { return i < all->inputs ? 0 : all->at[i]->count; }

static void take_back(Places *all) {
    for (size_t i = all->count; i-- > 0;) /* backwards: a node that is there twice gets its own mark back */
        all->at[i]->mark = all->marks[i];
    PyMem_Free(all->at);
    PyMem_Free(all->marks);
}

/* Places for so many nodes; none has one yet. */
static int make_places(Places *all, size_t most) {
    all->count = all->inputs = 0;
    all->at = PyMem_Malloc((most + 1) * sizeof *all->at);
    all->marks = PyMem_Malloc((most + 1) * sizeof *all->marks);
    if (all->at && all->marks)
        return 0;
    take_back(all);
    return PyErr_NoMemory(), -1;
}

/* How many Values a list has, with their parents if they are asked for; -1 with an error set for anything else. */
static Py_ssize_t values_in(PyObject *list, int with_parents) {
    Py_ssize_t found = PyList_CheckExact(list) ? PyList_GET_SIZE(list) : -1;
    for (Py_ssize_t i = 0; found >= 0 && i < PyList_GET_SIZE(list); i++) {
        PyObject *node = PyList_GET_ITEM(list, i);
        found = !PyObject_TypeCheck(node, base) ? -1 : found + (with_parents ? ((Node *)node)->count : 0);
    }
    if (found < 0)
        PyErr_SetString(PyExc_TypeError, "the nodes are Values, in a list");
    return found;
}

/* The places of the nodes in a list, the first so many of which are inputs. */
static int places_in(Places *all, PyObject *list, PyObject *inputs) {
    size_t first = PyLong_AsSize_t(inputs);
    if (PyErr_Occurred() || values_in(list, 0) < 0 || make_places(all, (size_t)PyList_GET_SIZE(list)) < 0)
        return -1;
    all->inputs = first;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++)
        place(all, (Node *)PyList_GET_ITEM(list, i));
    return 0;
}

/* ---- the order of creation ---- */

/* Place a node behind those of its parents that have no place yet, unless one of these was computed: 0 then. */
static int place_with_parents(Places *all, Node *node, char *used) {
    for (size_t k = 0; k < node->count; k++) {
        Node *parent = node->parents[k];
        if (place_of(all, parent) == all->count) {
            if (parent->count)
                return 0;
            place(all, parent);
        }
        used[place_of(all, parent)] = 1;
    }
    place(all, node);
    return 1;
}

PyDoc_STRVAR(creation_order_doc, "creation_order(inputs, nodes)\n--\n\n"
    "The inputs, then the nodes, each behind those of its parents that are new; the last one is the root.\n\n"
    "None where a node is used for nothing, or a parent was computed and is not among the nodes before it.");

static PyObject *creation_order(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    Places all;
    Py_ssize_t first = n == 2 ? values_in(given[0], 0) : -1, more = first < 0 ? -1 : values_in(given[1], 1);
    if (n != 2)
        PyErr_SetString(PyExc_TypeError, "creation_order takes two lists of Values");
    if (more < 0 || make_places(&all, (size_t)(first + more)) < 0)
        return NULL;
    char *used = PyMem_Calloc((size_t)(first + more) + 1, 1);
    int usual = used != NULL;
    for (Py_ssize_t i = 0; i < first && usual; i++)
        place(&all, (Node *)PyList_GET_ITEM(given[0], i));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(given[1]) && usual; i++) {
        Node *node = (Node *)PyList_GET_ITEM(given[1], i);
        if (place_of(&all, node) == all.count)
            usual = place_with_parents(&all, node, used);
    }
    if (usual) /* the root is the last, and what comes before it is used */
        usual = more && all.at[all.count - 1] == (Node *)PyList_GET_ITEM(given[1], PyList_GET_SIZE(given[1]) - 1);
    for (size_t i = (size_t)first; i + 1 < all.count && usual; i++)
        usual = used[i];
    size_t count = usual ? all.count : 0;
    Node **found = PyMem_Malloc((count + 1) * sizeof *found);
    for (size_t i = 0; found && i < count; i++)
        found[i] = (Node *)Py_NewRef(all.at[i]);
    take_back(&all); /* making a list may start the collector, and with it any code */
    PyObject *order = !used || !found ? PyErr_NoMemory() : usual ? PyList_New((Py_ssize_t)count) : Py_NewRef(Py_None);
    for (size_t i = 0; found && i < count; i++)
        if (order)
            PyList_SET_ITEM(order, (Py_ssize_t)i, (PyObject *)found[i]);
        else
            Py_DECREF(found[i]);
    PyMem_Free(found);
    PyMem_Free(used);
    return order;
}

/* ---- the operands of each node ---- */

static PyObject *sizes(const size_t *numbers, size_t count) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *number = PyLong_FromSize_t(numbers[i]);
        if (!number)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, number);
    }
    return tuple;
}

PyDoc_STRVAR(places_doc, "places(nodes, inputs)\n--\n\n"
                         "For each node of the list the places of its parents in it, in a tuple.\n\n"
                         "KeyError where a parent is not there.");

static PyObject *places(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    Places all;
    if (n != 2)
        return PyErr_SetString(PyExc_TypeError, "places takes a list of Values and a count of inputs"), NULL;
    if (places_in(&all, given[0], given[1]) < 0)
        return NULL;
    size_t room = 1, missing = 0, count = all.count;
    for (size_t i = 0; i < count; i++)
        room += 1 + width(&all, i);
    size_t *found = PyMem_Malloc(room * sizeof *found), *next = found;
    for (size_t i = 0; found && i < count; i++) { /* how many, and then these */
        *next++ = width(&all, i);
        for (size_t k = 0; k < width(&all, i); k++)
            missing += (*next++ = place_of(&all, all.at[i]->parents[k])) == count;
    }
    take_back(&all);
    PyObject *result = NULL;
    if (!found)
        PyErr_NoMemory();
    else if (missing)
        PyErr_SetString(PyExc_KeyError, "a parent is not in the list");
    else
        result = PyTuple_New((Py_ssize_t)count);
    next = found;
    for (size_t i = 0; result && i < count; i++, next += 1 + *next) {
        PyObject *own = sizes(next + 1, *next);
        if (!own)
            Py_CLEAR(result);
        else
            PyTuple_SET_ITEM(result, (Py_ssize_t)i, own);
    }
    PyMem_Free(found);
    return result;
}

/* ---- the gradient, beside the nodes ---- */

/* The sweep of backward(); parents that have no place get nothing. */
static void sweep_places(Places *all, size_t from, double *grads, char *has) {
    grads[from] = 1.0, has[from] = 1;
    for (size_t i = from + 1; i-- > 0;) {
        Node *node = all->at[i];
        if (!has[i] || node->flags & BY_HAND)
            continue;
        for (size_t k = 0; k < width(all, i); k++) {
            double partial = partials(node)[k];
            size_t at = place_of(all, node->parents[k]);
            if (at == all->count || (node->flags & GAPS && is_nothing(partial)))
                continue;
            grads[at] += partial * grads[i];
            has[at] = 1;
        }
    }
}

PyDoc_STRVAR(slopes_doc, "slopes(nodes, inputs, root)\n--\n\n"
                         "d(root)/d(node) for each node of the list, in a tuple.\n\n"
                         "By the partials that the nodes have recorded; no grad is touched.");

static PyObject *slopes(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    Places all;
    if (n != 3 || !PyObject_TypeCheck(given[2], base))
        return PyErr_SetString(PyExc_TypeError, "slopes takes a list of Values, a count and one of them"), NULL;
    if (places_in(&all, given[0], given[1]) < 0)
        return NULL;
    size_t count = all.count, from = place_of(&all, (Node *)given[2]);
    double *grads = PyMem_Calloc(count + 1, sizeof *grads);
    char *has = PyMem_Calloc(count + 1, 1);
    if (grads && has && from < count)
        sweep_places(&all, from, grads, has);
    take_back(&all);
    PyObject *result = NULL;
    if (!grads || !has)
        PyErr_NoMemory();
    else if (from == count)
        PyErr_SetString(PyExc_KeyError, "the root is not in the list");
    else
        result = floats(grads, count);
    PyMem_Free(grads);
    PyMem_Free(has);
    return result;
}
