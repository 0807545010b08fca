/* What networks ask of the engine in C, all at once: the inputs, the neurons of a layer, the step of an optimizer.
   Included by engine.c.

   nn/neurons.py and training/optimizer.py say the same in Python, and do it where there is anything unusual. */

/* ---- the inputs of a network ---- */

PyDoc_STRVAR(values_doc, "values(x)\n--\n\n"
                         "The list of Values for a list or tuple of floats, or of Values; None for others.");

static PyObject *values(PyObject *module, PyObject *x) {
    if (!PyList_CheckExact(x) && !PyTuple_CheckExact(x))
        Py_RETURN_NONE;
    PyObject **items = PySequence_Fast_ITEMS(x), *list;
    Py_ssize_t size = PySequence_Fast_GET_SIZE(x), plain_ones = 0, floats = 0;
    for (Py_ssize_t i = 0; i < size; i++) {
        plain_ones += is_plain(items[i]);
        floats += PyFloat_CheckExact(items[i]);
    }
    if (size && plain_ones == size)
        return PyList_CheckExact(x) ? Py_NewRef(x) : PySequence_List(x);
    if (!size || floats < size)
        Py_RETURN_NONE;
    double *data = PyMem_Malloc((size_t)size * sizeof *data); /* making a node may run code that changes x */
    if (!data)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++)
        data[i] = PyFloat_AS_DOUBLE(items[i]);
    if ((list = PyList_New(size)))
        PyObject_GC_UnTrack(list); /* nobody is to see it half full */
    for (Py_ssize_t i = 0; list && i < size; i++) {
        Node *node = leaf(data[i]);
        if (!node)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, i, (PyObject *)node);
    }
    if (list)
        PyObject_GC_Track(list);
    PyMem_Free(data);
    return list;
}

/* ---- the neurons of a layer ---- */

static PyObject *w_name, *b_name, *nonlin_name, *activation_name, *relu_name; /* what a Neuron has */

/* What one neuron of that class gives: activation(w . x + b); any other is called.  activate: how Python does it. */
static PyObject *fired(PyObject *neuron, PyTypeObject *kind, PyObject *x, PyObject *activate) {
    PyObject *has = Py_IS_TYPE(neuron, kind) ? PyObject_GenericGetDict(neuron, NULL) : NULL, *z = NULL;
    PyObject *w = has ? Py_XNewRef(PyDict_GetItemWithError(has, w_name)) : NULL;
    PyObject *b = has ? Py_XNewRef(PyDict_GetItemWithError(has, b_name)) : NULL;
    PyObject *nonlin = has ? PyDict_GetItemWithError(has, nonlin_name) : NULL;
    PyObject *activation = has ? Py_XNewRef(PyDict_GetItemWithError(has, activation_name)) : NULL;
    if (PyErr_Occurred())
        ; /* no memory */
    else if (!w || !b || !activation || !nonlin || !PyBool_Check(nonlin) || !PyUnicode_CheckExact(activation) ||
        !PyList_CheckExact(w) || PyList_GET_SIZE(w) != PyList_GET_SIZE(x))
        z = PyObject_CallOneArg(neuron, x); /* it has a sentence for what is wrong */
    else if ((z = make_affine((PyObject *[]){w, x, b})) && nonlin == Py_True)
        Py_SETREF(z, is_plain(z) && PyUnicode_Compare(activation, relu_name) == 0
                         ? make_relu((Node *)z) : PyObject_CallFunctionObjArgs(activate, z, activation, NULL));
    Py_XDECREF(has);
    Py_XDECREF(w);
    Py_XDECREF(b);
    Py_XDECREF(activation);
    return z;
}

PyDoc_STRVAR(layer_doc, "layer(neurons, x, kind, activate)\n--\n\n"
                        "What each of the neurons gives, those of this class at once.");

static PyObject *layer(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    if (n != 4 || !PyList_CheckExact(given[0]) || !PyList_CheckExact(given[1]) || !PyType_Check(given[2]))
        return PyErr_SetString(PyExc_TypeError, "layer takes two lists, a class and a function"), NULL;
    PyObject *results = PyList_New(0);
    for (Py_ssize_t i = 0; results && i < PyList_GET_SIZE(given[0]); i++) {
        PyObject *neuron = Py_NewRef(PyList_GET_ITEM(given[0], i));
        PyObject *z = fired(neuron, (PyTypeObject *)given[2], given[1], given[3]);
        Py_DECREF(neuron);
        if (!z || PyList_Append(results, z) < 0)
            Py_CLEAR(results);
        Py_XDECREF(z);
    }
    return results;
}

/* ---- the step of an optimizer ----

   training/recording_moves.py writes down what an optimizer does with one parameter: lines of
   (operation, first operand, second operand, result), each the place of a register, a byte.  Here they are done for
   all parameters.  Each operation is rounded by itself, as in Python. */

enum { MOST = 256 };

/* 0 where something is divided by 0: in Python that is an error. */
static int compute(const unsigned char *line, Py_ssize_t lines, double *r) {
    for (; lines-- > 0; line += 4) {
        double x = r[line[1]], y = r[line[2]];
        if (line[0] == '/' && y == 0.0)
            return 0;
        r[line[3]] = line[0] == '+' ? x + y : line[0] == '-' ? x - y : line[0] == '*' ? x * y
                     : line[0] == '/' ? x / y : sqrt(x);
    }
    return 1;
}

/* The numbers an optimizer remembers of one parameter, put where they are read; 0 if they are no floats. */
static int recalled(PyObject *state, Py_ssize_t count, double *r) {
    if (!PyTuple_CheckExact(state) || PyTuple_GET_SIZE(state) != count)
        return 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!PyFloat_CheckExact(PyTuple_GET_ITEM(state, i)))
            return 0;
        r[i] = PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(state, i));
    }
    return 1;
}

static PyObject *remembered(const unsigned char *places, Py_ssize_t count, const double *r) {
    PyObject *state = PyTuple_New(count);
    for (Py_ssize_t i = 0; state && i < count; i++) {
        PyObject *number = PyFloat_FromDouble(r[places[i]]);
        if (!number)
            Py_CLEAR(state);
        else
            PyTuple_SET_ITEM(state, i, number);
    }
    return state;
}

PyDoc_STRVAR(moved_doc, "moved(parameters, states, registers, lines, results)\n--\n\n"
                        "Move the first parameters, as many as are usual, and say how many that were.");

static PyObject *moved(PyObject *module, PyObject *args) {
    PyObject *parameters, *states, *registers;
    const unsigned char *lines, *results;
    Py_ssize_t size, count, i = 0;
    double r[MOST];
    if (!PyArg_ParseTuple(args, "O!O!O!y#y#", &PyList_Type, &parameters, &PyList_Type, &states, &PyTuple_Type,
                          &registers, &lines, &size, &results, &count))
        return NULL;
    if (size % 4 || count < 1 || count > MOST - 2 || PyTuple_GET_SIZE(registers) != MOST)
        return PyErr_SetString(PyExc_ValueError, "moved takes 256 registers and lines of 4 bytes"), NULL;
    for (Py_ssize_t k = 0; k < MOST; k++)
        if ((r[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(registers, k))) == -1.0 && PyErr_Occurred())
            return NULL;
    for (; i < PyList_GET_SIZE(parameters) && i < PyList_GET_SIZE(states); i++) {
        PyObject *p = PyList_GET_ITEM(parameters, i);
        if (!is_plain(p) || !recalled(PyList_GET_ITEM(states, i), count - 1, r + 2))
            break;
        Node *node = (Node *)Py_NewRef(p);
        r[0] = node->data;
        r[1] = node->flags & NO_GRAD ? 0.0 : node->grad;
        if (!compute(lines, size / 4, r)) {
            Py_DECREF(node);
            break;
        }
        double data = r[results[0]];
        PyObject *state = remembered(results + 1, count - 1, r);
        if (state && i < PyList_GET_SIZE(states)) /* it may have run somebody's code */
            node->data = data;
        Py_DECREF(node);
        if (!state || PyList_SetItem(states, i, state) < 0)
            return NULL;
    }
    return PyLong_FromSsize_t(i);
}
