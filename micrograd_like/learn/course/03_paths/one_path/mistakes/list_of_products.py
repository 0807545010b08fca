# lists the products on the way: asked for is the last of them alone


def along(rates):
    products = [1.0]
    for rate in rates:
        products.append(products[-1] * rate)
    return products
