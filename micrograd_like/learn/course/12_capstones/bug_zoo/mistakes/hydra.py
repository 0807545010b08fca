# passes a node's grad on once for every use: what had arrived before is passed on again and again


def hydra(root):
    begin(root)

    def tell(v):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
            tell(p)

    tell(root)
