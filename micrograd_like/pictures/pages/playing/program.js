// The network of the page as a Python program that runs with micrograd_like: same data, same weights, same next steps.

const LOSS_CALLS = {
  hinge: ['hinge', 'mean hinge loss', 'hinge(scores, labels)'],
  squared: ['mean_squared_error', 'mean squared error', 'mean_squared_error(scores, labels)'],
  logistic: ['binary_cross_entropy_with_logits', 'mean cross-entropy', 'binary_cross_entropy_with_logits(scores, [(label + 1) / 2 for label in labels])'],
};

const pythonNumber = v => Number.isNaN(v) ? 'nan' : !Number.isFinite(v) ? (v > 0 ? 'inf' : '-inf') : Object.is(v, -0) ? '-0.0' : Number.isInteger(v) && Math.abs(v) < 1e15 ? `${v}.0` : String(v);

function pythonRows(items, indent = '    ', width = 108) { // several to a line
  const lines = [];
  let line = indent;
  for (const item of items) {
    if (line.length + item.length + 1 > width && line.trim()) { lines.push(line.trimEnd()); line = indent; }
    line += `${item}, `;
  }
  return [...lines, line.trimEnd()];
}

// page: {settings, net, steps, parts, drawn: whether the data set draws the points, frozen: [[layer, neuron]], texts, own}
function pythonProgram({ settings: s, net, steps, parts, drawn, frozen, texts, own }) {
  const hidden = net.activations.slice(0, -1), output = net.activations[net.activations.length - 1];
  const named = [...hidden, output].find(name => name !== 'linear') || 'tanh';
  const odd = net.activations.flatMap((name, l) => name === (l < net.layers.length - 1 ? named : 'linear') ? [] : [[l, name]]);
  const rows = [...new Set(net.activations)].filter(name => own[name]), library = drawn && IN_PYTHON.includes(s.data);
  const [lossName, lossWords, lossCall] = LOSS_CALLS[s.loss], penalty = s.penalty !== 'none', batches = s.batch > 0 && s.batch < parts.train.length;
  const imports = ['MLP', ...(s.features.some(f => texts[f][0].includes('sin')) ? ['sin'] : []), ...(rows.length ? ['rule'] : [])];
  const special = [...net.params].some(v => !Number.isFinite(v));
  const middle = (DATASETS[s.data].middle || [0, 0]).map((m, i) => m ? `${'xy'[i]} - ${m}` : 'xy'[i]);
  const points = library ? [
    'def placed(points):',
    `    """The points${middle[0] === 'x' ? '' : ' around 0'}, with labels -1 and 1."""`,
    `    return [(${middle.join(', ')}, label) for (x, y), label in zip(points.X, points.signs, strict=True)]`,
    '', '',
    `points = ${s.data}(${s.count}, noise=${pythonNumber(s.noise)}, seed=${s.dataSeed})`,
    ...(parts.test.length ? [`train, test = map(placed, points.split(validation=${s.share}, seed=${s.dataSeed}))`] : ['train, test = placed(points), []']),
  ] : ['train', 'test'].flatMap(part => parts[part].length ? [`${part} = [`, ...pythonRows(parts[part].map(p => `(${pythonNumber(p.x)}, ${pythonNumber(p.y)}, ${p.label})`)), ']'] : [`${part} = []`]);
  return [
    `"""A network from the playground page after ${steps} steps: layers ${net.sizes.join(', ')}, ${lossWords}.`,
    '',
    '    python FILE        prints its losses and accuracies',
    '    python FILE 100    takes 100 more steps of gradient descent before',
    '"""', '',
    ...(batches ? ['import random'] : []), 'import sys',
    ...(special ? ['from math import inf, nan  # noqa: F401'] : []), '',
    `from micrograd_like import ${imports.sort((a, b) => a < b ? -1 : 1).join(', ')}`,
    ...(library ? [`from micrograd_like.data import ${s.data}`] : []),
    `from micrograd_like.nn.losses import ${lossName}`,
    ...(penalty ? [`from micrograd_like.nn.regularizers import ${s.penalty}`] : []), '',
    `RATE = ${pythonNumber(s.rate)}`,
    `STEPS = ${steps}  # taken in the page`,
    ...(batches ? [`BATCH, SEED = ${s.batch}, ${s.seed}`] : []),
    ...rows.flatMap(name => [own[name]]), '', '',
    'def features(x, y):',
    '    """What the network sees of a point."""',
    `    return [${s.features.map(f => texts[f][0]).join(', ')}]`, '', '',
    ...points, '',
    `model = MLP(${net.sizes[0]}, [${net.sizes.slice(1).join(', ')}], activation="${named}")`,
    ...odd.flatMap(([l, name]) => [`for neuron in model.layers[${l}].neurons:`, name === 'linear' ? '    neuron.nonlin = False' : `    neuron.nonlin, neuron.activation = True, "${name}"`]),
    'weights = [',
    ...pythonRows([...net.params].map(pythonNumber)),
    ']',
    'for (_, p), w in zip(model.named_parameters(), weights, strict=True):',
    '    p.data = w',
    ...frozen.map(([l, j]) => `model.layers[${l}].neurons[${j}].freeze()`), '', '',
    'def loss_of(points):',
    '    """The mean loss over points, without a penalty."""',
    '    scores = [model(features(x, y)) for x, y, _ in points]',
    '    labels = [label for _, _, label in points]',
    `    return ${lossCall}`, '', '',
    'def accuracy(points):',
    '    """The share of points on their side."""',
    '    return sum((model(features(x, y)).data > 0) == (label > 0) for x, y, label in points) / len(points)', '', '',
    ...(batches ? [
      'def batch_of(step):',
      '    """The points of a step; each pass over the points has an order of its own."""',
      `    epoch, k = divmod(step, ${Math.ceil(parts.train.length / s.batch)})`,
      '    order = list(range(len(train)))',
      '    random.Random(1000 * SEED + epoch).shuffle(order)',
      '    return [train[i] for i in order[k * BATCH : (k + 1) * BATCH]]', '', ''] : []),
    'def step(count):',
    '    """Step number count of gradient descent, counted from 0."""',
    '    model.zero_grad()',
    `    loss = loss_of(${batches ? 'batch_of(count)' : 'train'})${penalty ? ` + ${s.penalty}(model, ${pythonNumber(s.strength)}, biases=False)` : ''}`,
    '    loss.backward()',
    '    for p in model.parameters():',
    '        p.data -= RATE * p.grad', '', '',
    'if __name__ == "__main__":',
    '    more = int(sys.argv[1]) if len(sys.argv) > 1 else 0',
    '    for count in range(STEPS, STEPS + more):',
    '        step(count)',
    '    for name, points in [("training", train), ("test", test)]:',
    '        if points:',
    '            told = f"{name} loss {loss_of(points).data:.6g}, accuracy {accuracy(points):.1%}"',
    '            print(f"step {STEPS + more}: {told}")',
    '',
  ].join('\n');
}
