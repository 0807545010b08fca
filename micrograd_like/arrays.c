/* The numbers of a list as an array, for compiled programs.  Included by engine.c.

   compiler/readers.py says the same in Python, and does it where there is anything unusual. */

PyDoc_STRVAR(numbers_doc, "numbers(found, out)\n--\n\n"
                          "Write a list of floats, ints or Values into a buffer of as many doubles.\n\n"
                          "False where there is something else in it, or another count.");

static int number_in(PyObject *x, double *out) {
    if (PyFloat_CheckExact(x))
        *out = PyFloat_AS_DOUBLE(x);
    else if (is_plain(x))
        *out = ((Node *)x)->data;
    else if (PyLong_CheckExact(x)) {
        *out = PyLong_AsDouble(x);
        if (*out == -1.0 && PyErr_Occurred()) /* too large for a double */
            return PyErr_Clear(), 0;
    } else
        return 0;
    return 1;
}

static PyObject *numbers(PyObject *module, PyObject *const *given, Py_ssize_t n) {
    if (n != 2 || !PyList_CheckExact(given[0]))
        return PyErr_SetString(PyExc_TypeError, "numbers takes a list and a buffer"), NULL;
    Py_buffer out;
    if (PyObject_GetBuffer(given[1], &out, PyBUF_CONTIG | PyBUF_FORMAT) < 0)
        return NULL;
    Py_ssize_t size = PyList_GET_SIZE(given[0]), i = 0;
    if (out.format && !strcmp(out.format, "d") && out.len == size * (Py_ssize_t)sizeof(double))
        while (i < size && number_in(PyList_GET_ITEM(given[0], i), (double *)out.buf + i))
            i++;
    PyBuffer_Release(&out);
    return PyBool_FromLong(i == size);
}
