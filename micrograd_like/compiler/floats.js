// What formulas call and JavaScript's Math lacks, or has with other conventions at the edges.  IEEE 754, never throwing.
// One function a paragraph: the speller copies those a tape needs.

const _abs = Math.abs;

const _sin = Math.sin;

const _cos = Math.cos;

const _tan = Math.tan;

const _asin = Math.asin;

const _acos = Math.acos;

const _atan = Math.atan;

const _atan2 = Math.atan2;

const _exp = Math.exp;

const _expm1 = Math.expm1;

const _log = Math.log;

const _log2 = Math.log2;

const _log10 = Math.log10;

const _log1p = Math.log1p;

const _sqrt = Math.sqrt;

const _cbrt = Math.cbrt;

const _sinh = Math.sinh;

const _cosh = Math.cosh;

const _asinh = Math.asinh;

const _acosh = Math.acosh;

const _atanh = Math.atanh;

const _floor = Math.floor;

const _ceil = Math.ceil;

const _trunc = Math.trunc;

const _tanh = Math.tanh;

const _exp2 = x => Math.pow(2, x);

const _div = (x, y) => x / y;

// 1 to any power is 1, and so is -1 to an infinite one: JavaScript says nan.
function _pow(x, y) {
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
  return Math.pow(x, y);
}

const _fmod = (x, y) => x % y;

// The remainder with the sign of y, as Python's %.
function _mod(x, y) {
  const r = x % y;
  if (r !== 0) return (r < 0) !== (y < 0) ? r + y : r;
  return r === 0 ? (y < 0 || Object.is(y, -0) ? -0 : 0) : r;
}

// Python's //, by its own steps: what is left is taken off first.
function _floordiv(x, y) {
  let rest = x % y, z = (x - rest) / y;
  if (rest !== 0 && (rest < 0) !== (y < 0)) z -= 1;
  if (y === 0 || Math.abs(x) === Infinity || z !== z) return NaN;
  const low = Math.floor(z);
  return z === 0 ? _copysign(0, x / y) : z - low > 0.5 ? low + 1 : low;
}

const _copysign = (x, y) => (x < 0 || Object.is(x, -0)) === (y < 0 || Object.is(y, -0)) ? x : -x;

// Half-way goes to the even neighbour; digits: so many after the point.
function _round(x, digits = 0) {
  if (digits !== 0 && Math.abs(x) < Infinity) return _roundTo(x, digits);
  if (!(Math.abs(x) < 4503599627370496)) return x;
  const low = Math.floor(x), rest = x - low;
  const z = rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
  return z === 0 ? _copysign(0, x) : z;
}

function _roundTo(x, digits) {
  const size = Math.abs(x), scaled = size * 10 ** digits;
  if (digits > 0 && digits <= 100) {
    const tie = scaled % 1 === 0.5 && (size * 2 ** (digits + 1)) % 1 === 0;
    return _copysign(tie ? _round(scaled) / 10 ** digits : Number(size.toFixed(digits)), x);
  }
  return _copysign(digits > 100 ? size : _round(scaled) * 10 ** -digits, x);
}

const _list = xs => xs.length === 1 && Array.isArray(xs[0]) ? xs[0] : xs;

function _max(...xs) {
  let top = -Infinity;
  for (const x of _list(xs)) if (!(x <= top)) {
    top = x;
    if (x !== x) return NaN;
  }
  return top;
}

function _min(...xs) {
  let low = Infinity;
  for (const x of _list(xs)) if (!(x >= low)) {
    low = x;
    if (x !== x) return NaN;
  }
  return low;
}

function _sum(xs, start = 0) {
  for (const x of xs) start += x;
  return start;
}

function _prod(xs) {
  let z = 1;
  for (const x of xs) z *= x;
  return z;
}

// Scaled by a power of two, so that squares neither overflow nor vanish; the sum of squares carries its rounding errors.
function _norm2(xs) {
  let top = 0, bad = false;
  for (const x of xs) {
    if (Math.abs(x) === Infinity) return Infinity;
    if (x !== x) bad = true;
    else if (Math.abs(x) > top) top = Math.abs(x);
  }
  if (bad || top === 0) return bad ? NaN : 0;
  const scale = Math.pow(2, -Math.max(-1020, Math.min(1020, Math.floor(Math.log2(top)))));
  let high = 0, low = 0;
  for (const x of xs) {
    const [p, e] = _square(x * scale);
    const s = high + p, b = s - high;
    low += (high - (s - b)) + (p - b) + e;
    high = s;
  }
  const z = Math.sqrt(high + low), [p, e] = _square(z);
  return (z + ((high - p) + (low - e)) / (2 * z)) / scale;
}

// x * x and its rounding error, exactly (Dekker 1971).
function _square(x) {
  const s = 134217729 * x, a = s - (s - x), b = x - a, p = x * x;
  return [p, ((a * a - p) + 2 * a * b) + b * b];
}

const _hypot = (x, y) => _norm2([x, y]);

function _others(xs) {
  const before = [1], after = [1];
  for (const x of xs.slice(0, -1)) before.push(before[before.length - 1] * x);
  for (const x of xs.slice(1).reverse()) after.push(after[after.length - 1] * x);
  return xs.map((_, i) => before[i] * after[xs.length - 1 - i]);
}

// For each element the mean of all the others, and the sum of their squares about it.
const _means = xs => _without(xs).map(group => group[1]);

const _scatters = xs => _without(xs).map(group => group[2]);

// Count, mean and squares about the mean of all the others, for each element.
function _without(xs) {
  const before = _running(xs), after = _running([...xs].reverse()).reverse();
  return xs.map((_, i) => _both(before[i], after[i]));
}

// Count, mean and squares about the mean of what stands before each element (Welford 1962).
function _running(xs) {
  let count = 0, mean = 0, squares = 0;
  return xs.map(x => {
    const found = [count, mean, squares], old = mean;
    mean += (x - mean) / ++count;
    squares += (x - old) * (x - mean);
    return found;
  });
}

// Count, mean and squares of two groups together (Chan, Golub and LeVeque 1979).
function _both(a, b) {
  if (!a[0] || !b[0]) return b[0] ? b : a;
  const count = a[0] + b[0], apart = b[1] - a[1];
  return [count, a[1] + apart * (b[0] / count), a[2] + b[2] + apart * apart * (a[0] * b[0] / count)];
}

// Both sides of the bell: a series near 0, a continued fraction beyond 2, times exp(-x*x) with the rounding error of x*x.
function _erf(x) {
  const a = Math.abs(x);
  if (!(a < 2)) return x !== x ? NaN : Math.sign(x) * (1 - _erfc(a));
  let term = x, sum = x, error = 0;
  for (let n = 1; n < 80 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= 2 * x * x / (2 * n + 1);
    const t = sum + (term + error);
    error = (term + error) - (t - sum);
    sum = t;
  }
  return 1.1283791670955126 * sum * Math.exp(-x * x);
}

function _erfc(x) {
  if (!(x > 0.5)) return 1 - _erf(x);
  if (x > 27.3) return 0;
  const [h, e] = _square(x), bell = Math.exp(-h) * (1 - e);
  if (x < 2) return bell * _erfcx(x);
  let f = 0;
  for (let n = 120; n > 0; n--) f = n / 2 / (x + f);
  return bell / (x + f) * 0.5641895835477563;
}

// exp(x*x) * erfc(x) for 0.5 < x < 2, by Taylor steps from the continued fraction's value at 2 back to x.
function _erfcx(x) {
  let f = 0;
  for (let n = 120; n > 0; n--) f = n / 2 / (2 + f);
  let y = 0.5641895835477563 / (2 + f), at = 2;
  while (at > x) {
    const step = Math.max(x - at, -0.125);
    const c = [y, 2 * at * y - 1.1283791670955126];
    for (let n = 1; n < 18; n++) c.push((2 * at * c[n] + 2 * c[n - 1]) / (n + 1));
    y = c.reduceRight((z, k) => z * step + k, 0);
    at += step;
  }
  return y;
}

const BERNOULLI = [1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6, -3617/510, 43867/798, -174611/330];

function _lgamma(x) {
  if (x !== x || x === Infinity) return x;
  if (x === -Infinity || (x <= 0 && x === Math.floor(x))) return Infinity;
  if (Math.abs(x) < 1e-9) return -Math.log(Math.abs(x)) - 0.5772156649015329 * x;
  if (x < 0.5) return 1.1447298858494002 - Math.log(Math.abs(Math.sin(Math.PI * (x - Math.round(x))))) - _lgamma(1 - x);
  if (x === 1 || x === 2) return 0;
  if (Math.abs(x - 1) < 0.3 || Math.abs(x - 2) < 0.3) return _lgamma_near(x);
  let shift = 1;
  while (x < 12) shift *= x++;
  let series = 0;
  for (let k = 8; k > 0; k--) series += BERNOULLI[k - 1] / (2 * k * (2 * k - 1)) * Math.pow(x, 1 - 2 * k);
  return (x - 0.5) * (Math.log(x) - 1) - 0.5 + 0.9189385332046728 + series - Math.log(shift);
}

// Around its zeros at 1 and 2: zeta's Taylor series.
function _lgamma_near(x) {
  const near2 = Math.abs(x - 2) < 0.3, t = near2 ? x - 2 : x - 1;
  let sum = 0;
  for (let k = 50; k > 1; k--) {
    let zeta = 0;
    for (let n = 40; n > 1; n--) zeta += Math.pow(n, -k);
    zeta += Math.pow(40.5, 1 - k) / (k - 1) - k / 24 * Math.pow(40.5, -k - 1) + 7 * k * (k + 1) * (k + 2) / 5760 * Math.pow(40.5, -k - 3);
    sum += ((k % 2 ? -1 : 1) * (near2 ? zeta : zeta + 1) / k) * Math.pow(t, k);
  }
  return sum + t * (near2 ? 0.42278433509846713 : -0.5772156649015329);
}

function _digamma(x) {
  if (x <= 0) {
    if (x === -Infinity || x === Math.floor(x)) return NaN;
    return _digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - _round(x, 0)));
  }
  if (!(x < Infinity)) return x;
  let steps = 0;
  for (; x < 10; x++) steps -= 1 / x;
  let series = 0;
  for (let k = 10; k > 0; k--) series -= BERNOULLI[k - 1] / (2 * k) * Math.pow(x, -2 * k);
  return Math.log(x) + (steps - 0.5 / x + series);
}

function _factorial(n) {
  let z = 1;
  for (let k = 2; k <= n; k++) z *= k;
  return z;
}

function _polygamma(n, x) {
  if (n === 0) return _digamma(x);
  if (!(n > 0 && n < Infinity && n === Math.floor(n)) || x !== x) return NaN;
  if (x === -Infinity || (x <= 0 && x === Math.floor(x))) return NaN;
  const sign = n % 2 ? 1 : -1, s = n + 1;
  if (x > 0) return sign * _zeta(s, x);
  const below = _zeta(s, Math.ceil(x) - x) - _zeta(s, 1 - x);
  return sign * _zeta(s, x - Math.floor(x)) + below;
}

// Gamma(s) times the sum of (x + k) ** -s over k = 0, 1, ...: a few terms, then Euler and Maclaurin's series.
function _zeta(s, x) {
  const small = s <= 20 ? _factorial(s - 1) : 0;  // beyond, in logarithms: Gamma(s) alone would overflow
  const power = (y, e) => small ? small * Math.pow(y, -e) : Math.exp(_lgamma(s) - e * Math.log(y));
  let head = 0;
  for (; x < Math.min(10 + 2 * s, 9007199254740992); x++) {
    const term = power(x, s);
    head += term;
    if (!(1e-17 * head < term && term < Infinity)) return head;
  }
  let series = 1 / (s - 1) + 0.5 / x, factor = s / x / x;
  BERNOULLI.forEach((b, i) => {
    const k = i + 1;
    series += b * factor / _factorial(2 * k);
    factor *= (s + 2 * k - 1) / x * ((s + 2 * k) / x);
  });
  return head + power(x, s - 1) * series;
}
