/* The memory of the engine in C: where nodes come from and where they go.  Included by engine.c. */

/* ---- memory ----

   A plain node is not looked at by the collector, which is what makes graphs of Python objects slow.  It may be
   left alone as long as it cannot be part of a cycle: parents are older than their node.  A cycle needs something
   that is hung on a node later: an attribute, a closure, other parents.  From then on that node is watched,
   and so is whatever is computed from it, because a node with a watched parent is.  What had been computed from
   it before cannot be found from it; therefore all plain nodes stand in a list, and in this rare case all of
   them are watched. */

static Node **nodes;  /* all plain nodes there are, those in reserve as well */
static size_t how_many, room_for, displaced; /* so many of them stand where another one has stood */
static Node *reserve; /* freed plain nodes to be used again, chained by their mark */
static size_t reserved, unsorted; /* how many these are, and how many of them came since they were last sorted */
#ifndef RESERVE
#define RESERVE 131072 /* so many at least are kept, about 20 MB */
#endif
static size_t kept_back = RESERVE; /* and so many at most: what graphs have taken lately, see settle() */

static size_t watches; /* how often a node has come to be watched: whoever holds flags read before looks again */

static inline void watch_one(Node *node) {
    watches += !(node->flags & WATCHED);
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
        displaced++;
    }
}

static void put_in_reserve(Node *node) {
    node->flags = RESERVED;
    node->mark = (uintptr_t)reserve;
    reserve = node;
    reserved++;
    unsorted++;
}

static Node *from_reserve(void) {
    Node *node = reserve;
    reserve = (Node *)(uintptr_t)node->mark;
    reserved--;
    unsorted -= unsorted > 0; /* the last to come are the first to go */
    return node;
}

static int by_address(const void *x, const void *y) {
    uintptr_t a = (uintptr_t)*(Node *const *)x, b = (uintptr_t)*(Node *const *)y;
    return (a > b) - (a < b);
}

/* A graph is freed in another order than it was made in.  Made again from what it left, step after step, it would
   lie scattered over its memory, and each visit would wait for the cache.  So what has come to the reserve is put in
   the order of `nodes`, which is about that of the addresses: a step of a scalar GPT takes half the time. */
static void sort_reserve(void) {
    if (displaced > how_many / 8) {
        qsort(nodes, how_many, sizeof *nodes, by_address);
        for (size_t i = 0; i < how_many; i++)
            nodes[i]->place = i + 1;
        displaced = 0;
    }
    char *came = PyMem_Calloc(how_many, 1); /* for each place, whether it is one of these */
    while (came && unsorted)
        came[from_reserve()->place - 1] = 1;
    for (size_t i = how_many; came && i-- > 0;)
        if (came[i])
            put_in_reserve(nodes[i]);
    PyMem_Free(came);
    unsorted = 0;
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
        if (unsorted > 8192 && unsorted > how_many / 128) /* fewer find room in the cache */
            sort_reserve();
        node = from_reserve();
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
        put_in_reserve(node);
    } else {
        struck(node);
        PyObject_GC_Del(node);
    }
    Py_DECREF(kind);
}

/* Give back what is in reserve beyond the first `kept_back`; what stays is in order. */
static void give_back(void) {
    size_t all = how_many;
    Node *last = reserve = NULL;
    how_many = reserved = unsorted = 0;
    for (size_t i = 0; i < all; i++) {
        Node *node = nodes[i];
        if (node->flags & RESERVED) {
            if (reserved == kept_back) {
                Py_SET_TYPE(node, plain); /* its own may be gone */
                PyObject_GC_Del(node);
                continue;
            }
            reserved++;
            if (last)
                last->mark = (uintptr_t)node;
            else
                reserve = node;
            (last = node)->mark = 0;
        }
        nodes[how_many++] = node;
        node->place = how_many;
    }
}

/* At each sweep: a loop that makes and frees large graphs finds its memory again; a program that has made one
   gives it back after some sweeps of small ones. */
static void settle(void) {
    static size_t most, sweeps_since; /* nodes in use at most, since it was last looked at */
    size_t used = how_many - reserved;
    most = used > most ? used : most;
    kept_back = most > kept_back ? most : kept_back;
    if (++sweeps_since < 32)
        return;
    kept_back = most > RESERVE ? most : RESERVE;
    if (reserved > kept_back)
        give_back();
    most = sweeps_since = 0;
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
