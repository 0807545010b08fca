# takes a node off a stack and lets it send at once: others that use it may still wait on the stack, further
# down


def turns(root):
    found, seen, stack = [], set(), [root]
    while stack:
        v = stack.pop()
        if v not in seen:
            seen.add(v)
            found.append(v)
            stack.extend(v.parents)
    return found
