// Python's random.Random for a whole number as seed: the page draws what random.seed(seed) draws (Matsumoto & Nishimura 1998).

function Mersenne(seed) {
  const N = 624, mt = new Uint32Array(N);
  let at = N, spare = null;
  const start = s => { mt[0] = s; for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mt[i - 1] ^ mt[i - 1] >>> 30) + i; };
  const size = Math.abs(Math.trunc(seed)), high = Math.floor(size / 4294967296), key = high ? [size >>> 0, high] : [size >>> 0];
  start(19650218);
  let i = 1, j = 0;
  const wrap = () => { if (++i >= N) { mt[0] = mt[N - 1]; i = 1; } };
  for (let k = 0; k < N; k++) {
    mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ mt[i - 1] >>> 30, 1664525)) + key[j] + j;
    wrap();
    j = (j + 1) % key.length;
  }
  for (let k = 0; k < N - 1; k++) {
    mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ mt[i - 1] >>> 30, 1566083941)) - i;
    wrap();
  }
  mt[0] = 0x80000000;
  function word() {
    if (at >= N) {
      for (let k = 0; k < N; k++) {
        const y = (mt[k] & 0x80000000) | (mt[(k + 1) % N] & 0x7fffffff);
        mt[k] = mt[(k + 397) % N] ^ y >>> 1 ^ (y & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = mt[at++];
    y ^= y >>> 11; y ^= y << 7 & 0x9d2c5680; y ^= y << 15 & 0xefc60000; y ^= y >>> 18;
    return y >>> 0;
  }
  const random = () => { const a = word() >>> 5, b = word() >>> 6; return (a * 67108864 + b) / 9007199254740992; };
  function gauss(mean, deviation) { // two at a time, as Python's gauss
    let z = spare;
    spare = null;
    if (z === null) {
      const angle = random() * 2 * Math.PI, radius = Math.sqrt(-2 * Math.log(1 - random()));
      z = Math.cos(angle) * radius;
      spare = Math.sin(angle) * radius;
    }
    return mean + z * deviation;
  }
  function below(n) {
    const bits = 32 - Math.clz32(n);
    let r;
    do r = word() >>> 32 - bits; while (r >= n);
    return r;
  }
  function shuffle(list) {
    for (let k = list.length - 1; k > 0; k--) { const m = below(k + 1); [list[k], list[m]] = [list[m], list[k]]; }
    return list;
  }
  return { random, gauss, uniform: (a, b) => a + (b - a) * random(), shuffle };
}
