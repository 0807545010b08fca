/* Value and gradient of moons and of the scalar GPT, written by hand for these sizes: what a C programmer
   would be content with.  gcc -O3 -march=native -ffast-math -shared -fPIC by_hand.c -o by_hand.so -lm */
#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* ---- dense layers, for n rows of x at once: W has a row for each output, stride apart ----

   Sums stay in registers: two rows by 16 columns at a time. */

typedef double vec __attribute__((vector_size(32), aligned(8)));
enum { LANES = 4 };

/* 4 * many columns of y += A B, for A of n x m numbers and B of m rows, strides apart; n is even */
INLINE void block(const double *restrict A, int across, int down, const double *restrict B, int stride,
                  double *restrict y, int out, int n, int m, const int many, int old)
{
    for (int t = 0; t < n; t += 2) {
        vec s0[4], s1[4];
#pragma GCC unroll 4
        for (int o = 0; o < many; o++) {
            s0[o] = old ? *(vec *)(y + t * out + LANES * o) : (vec){0};
            s1[o] = old ? *(vec *)(y + (t + 1) * out + LANES * o) : (vec){0};
        }
        for (int i = 0; i < m; i++) {
            double a0 = A[t * down + i * across], a1 = A[(t + 1) * down + i * across];
#pragma GCC unroll 4
            for (int o = 0; o < many; o++) {
                vec b = *(const vec *)(B + i * stride + LANES * o);
                s0[o] += a0 * b;
                s1[o] += a1 * b;
            }
        }
#pragma GCC unroll 4
        for (int o = 0; o < many; o++) {
            *(vec *)(y + t * out + LANES * o) = s0[o];
            *(vec *)(y + (t + 1) * out + LANES * o) = s1[o];
        }
    }
}

INLINE void product(const double *restrict A, int across, int down, const double *restrict B, int stride,
                    double *restrict y, int out, int n, int m, int columns, int old)
{
    int o = 0;
    for (; o + 16 <= columns; o += 16)
        block(A, across, down, B + o, stride, y + o, out, n, m, 4, old);
    for (; o + 4 <= columns; o += 4)
        block(A, across, down, B + o, stride, y + o, out, n, m, 1, old);
    for (; o < columns; o++)
        for (int t = 0; t < n; t++) {
            double sum = old ? y[t * out + o] : 0;
            for (int i = 0; i < m; i++)
                sum += A[t * down + i * across] * B[i * stride + o];
            y[t * out + o] = sum;
        }
}

/* y = x W^T + y */
INLINE void forward(const double *restrict W, int stride, const double *restrict x, double *restrict y,
                    int n, int in, int out)
{
    double B[64 * 64];
    for (int o = 0; o < out; o++)
        for (int i = 0; i < in; i++)
            B[i * out + o] = W[o * stride + i];
    product(x, 1, in, B, out, y, out, n, in, out, 1);
}

/* dx = d W + dx */
INLINE void back(const double *restrict W, int stride, const double *restrict d, double *restrict dx,
                 int n, int in, int out)
{
    product(d, 1, out, W, stride, dx, in, n, out, in, 1);
}

/* dW = d^T x, for an even number of outputs, or one more */
INLINE void weights(const double *restrict d, const double *restrict x, double *restrict dW, int stride,
                    int n, int in, int out)
{
    product(d, out, 1, x, in, dW, stride, out - out % 2, n, in, 0);
    if (out % 2)
        for (int i = 0; i < in; i++) {
            double sum = 0;
            for (int t = 0; t < n; t++)
                sum += d[t * out + out - 1] * x[t * in + i];
            dW[(out - 1) * stride + i] = sum;
        }
}

/* ---- moons: 100 examples in lanes, padded to 104 ---- */

enum { N = 104, H = 16 };
static double X0[N], X1[N], Y[N], M[N];

void moons_data(const double *X, const double *y, int n)
{
    for (int i = 0; i < N; i++) {
        int real = i < n;
        X0[i] = real ? X[2 * i] : 0, X1[i] = real ? X[2 * i + 1] : 0;
        Y[i] = real ? y[i] : 0, M[i] = real ? 1.0 / n : 0;
    }
}

double moons(const double *p, double *g)
{
    static double h1[H][N], h2[H][N], d1[H][N], d2[H][N], s[N];
    const double *p2 = p + 3 * H, *p3 = p2 + 17 * H;
    double *g2 = g + 3 * H, *g3 = g2 + 17 * H, loss = 0, squares = 0, sum;
    for (int j = 0; j < H; j++)
        for (int i = 0; i < N; i++) {
            double z = p[3 * j + 2] + p[3 * j] * X0[i] + p[3 * j + 1] * X1[i];
            h1[j][i] = z > 0 ? z : 0;
        }
    for (int j = 0; j < H; j++) {
        const double *w = p2 + 17 * j;
        double z[N];
        for (int i = 0; i < N; i++)
            z[i] = w[H];
        for (int k = 0; k < H; k += 4)
            for (int i = 0; i < N; i++)
                z[i] += w[k] * h1[k][i] + w[k + 1] * h1[k + 1][i] + w[k + 2] * h1[k + 2][i] + w[k + 3] * h1[k + 3][i];
        for (int i = 0; i < N; i++)
            h2[j][i] = z[i] > 0 ? z[i] : 0;
    }
    for (int i = 0; i < N; i++)
        s[i] = p3[H];
    for (int k = 0; k < H; k++)
        for (int i = 0; i < N; i++)
            s[i] += p3[k] * h2[k][i];
    for (int i = 0; i < N; i++) {
        double m = 1 - Y[i] * s[i];
        loss += m > 0 ? m * M[i] : 0;
        s[i] = m > 0 ? -Y[i] * M[i] : 0;
    }
    sum = 0;
    for (int i = 0; i < N; i++)
        sum += s[i];
    g3[H] = sum;
    for (int k = 0; k < H; k++) {
        sum = 0;
        for (int i = 0; i < N; i++) {
            sum += s[i] * h2[k][i];
            d2[k][i] = h2[k][i] > 0 ? p3[k] * s[i] : 0;
        }
        g3[k] = sum;
    }
    memset(d1, 0, sizeof d1);
    for (int j = 0; j < H; j++) {
        sum = 0;
        for (int i = 0; i < N; i++)
            sum += d2[j][i];
        g2[17 * j + H] = sum;
        for (int k = 0; k < H; k++) {
            double w = p2[17 * j + k];
            sum = 0;
            for (int i = 0; i < N; i++) {
                sum += d2[j][i] * h1[k][i];
                d1[k][i] += w * d2[j][i];
            }
            g2[17 * j + k] = sum;
        }
    }
    for (int k = 0; k < H; k++) {
        double a = 0, b = 0, c = 0;
        for (int i = 0; i < N; i++) {
            double d = h1[k][i] > 0 ? d1[k][i] : 0;
            a += d * X0[i], b += d * X1[i], c += d;
        }
        g[3 * k] = a, g[3 * k + 1] = b, g[3 * k + 2] = c;
    }
    for (int q = 0; q < 337; q++) {
        squares += p[q] * p[q];
        g[q] += 2e-4 * p[q];
    }
    return loss + 1e-4 * squares;
}

/* ---- the GPT: T letters, width D, 4 heads; p holds wte wpe lm wq wk wv wo fc1 fc2, then the tokens ---- */

enum { T = 8, D = 16, V = 27, HEADS = 4, S = D / HEADS, F = 64 };
enum { WPE = V * D, LM = WPE + 16 * D, WQ = LM + V * D, WO = WQ + 3 * D * D, FC1 = WO + D * D,
       FC2 = FC1 + F * D, TOKENS = FC2 + D * F, ALL = TOKENS + T * D };

INLINE void rms(const double *x, double *y, double *scale)
{
    for (int t = 0; t < T; t++) {
        double s = 0;
        for (int i = 0; i < D; i++)
            s += x[t * D + i] * x[t * D + i];
        scale[t] = 1 / sqrt(s / D + 1e-5);
        for (int i = 0; i < D; i++)
            y[t * D + i] = x[t * D + i] * scale[t];
    }
}

/* dx += the gradient of rms at x, for d at its result */
INLINE void rms_back(const double *x, const double *scale, const double *d, double *dx)
{
    for (int t = 0; t < T; t++) {
        double s = 0, r = scale[t];
        for (int i = 0; i < D; i++)
            s += d[t * D + i] * x[t * D + i];
        s *= r * r * r / D;
        for (int i = 0; i < D; i++)
            dx[t * D + i] += d[t * D + i] * r - x[t * D + i] * s;
    }
}

double gpt(const double *p, const int *target, double *g)
{
    double x0[T * D], x1[T * D], x2[T * D], s0[T], s1[T], s2[T], qkv[T * 3 * D] = {0}, a[HEADS][T][T];
    double mixed[T * D] = {0}, x3[T * D], x4[T * D], h[T * F] = {0}, active[T * F], x5[T * D], l[T * V] = {0}, loss = 0;
    for (int i = 0; i < T * D; i++)
        x0[i] = p[TOKENS + i] + p[WPE + i];
    rms(x0, x1, s0);
    rms(x1, x2, s1);
    forward(p + WQ, D, x2, qkv, T, D, 3 * D);
    for (int m = 0; m < HEADS; m++)
        for (int t = 0; t < T; t++) {
            const double *q = qkv + t * 3 * D + m * S;
            double sum = 0;
            for (int u = 0; u <= t; u++) {
                const double *k = qkv + u * 3 * D + D + m * S;
                a[m][t][u] = 0;
                for (int i = 0; i < S; i++)
                    a[m][t][u] += q[i] * k[i];
            }
            for (int u = 0; u <= t; u++)
                sum += a[m][t][u] = exp(a[m][t][u] * 0.5);
            for (int u = 0; u <= t; u++) {
                const double *v = qkv + u * 3 * D + 2 * D + m * S;
                a[m][t][u] /= sum;
                for (int i = 0; i < S; i++)
                    mixed[t * D + m * S + i] += a[m][t][u] * v[i];
            }
        }
    memcpy(x3, x1, sizeof x3);
    forward(p + WO, D, mixed, x3, T, D, D);
    rms(x3, x4, s2);
    forward(p + FC1, D, x4, h, T, D, F);
    for (int i = 0; i < T * F; i++)
        active[i] = h[i] > 0 ? h[i] : 0;
    memcpy(x5, x3, sizeof x5);
    forward(p + FC2, F, active, x5, T, F, D);
    forward(p + LM, D, x5, l, T, D, V);
    for (int t = 0; t < T; t++) {
        double sum = 0;
        for (int k = 0; k < V; k++)
            sum += l[t * V + k] = exp(l[t * V + k]);
        for (int k = 0; k < V; k++)
            l[t * V + k] /= sum * T;
        loss -= log(l[t * V + target[t]] * T);
        l[t * V + target[t]] -= 1.0 / T;
    }

    double d5[T * D] = {0}, dh[T * F] = {0}, d3[T * D], d4[T * D] = {0}, dm[T * D] = {0};
    double d2[T * D] = {0}, dqkv[T * 3 * D] = {0}, d1[T * D];
    memset(g, 0, WPE * sizeof *g);
    weights(l, x5, g + LM, D, T, D, V);
    back(p + LM, D, l, d5, T, D, V);
    weights(d5, active, g + FC2, F, T, F, D);
    back(p + FC2, F, d5, dh, T, F, D);
    for (int i = 0; i < T * F; i++)
        dh[i] = h[i] > 0 ? dh[i] : 0;
    weights(dh, x4, g + FC1, D, T, D, F);
    back(p + FC1, D, dh, d4, T, D, F);
    memcpy(d3, d5, sizeof d3);
    rms_back(x3, s2, d4, d3);
    weights(d3, mixed, g + WO, D, T, D, D);
    back(p + WO, D, d3, dm, T, D, D);
    for (int m = 0; m < HEADS; m++)
        for (int t = 0; t < T; t++) {
            const double *q = qkv + t * 3 * D + m * S, *d = dm + t * D + m * S;
            double *dq = dqkv + t * 3 * D + m * S, da[T], sum = 0;
            for (int u = 0; u <= t; u++) {
                const double *v = qkv + u * 3 * D + 2 * D + m * S;
                double *dv = dqkv + u * 3 * D + 2 * D + m * S;
                da[u] = 0;
                for (int i = 0; i < S; i++) {
                    da[u] += d[i] * v[i];
                    dv[i] += a[m][t][u] * d[i];
                }
                sum += da[u] * a[m][t][u];
            }
            for (int u = 0; u <= t; u++) {
                const double *k = qkv + u * 3 * D + D + m * S;
                double *dk = dqkv + u * 3 * D + D + m * S, dl = a[m][t][u] * (da[u] - sum) * 0.5;
                for (int i = 0; i < S; i++) {
                    dq[i] += dl * k[i];
                    dk[i] += dl * q[i];
                }
            }
        }
    weights(dqkv, x2, g + WQ, D, T, D, 3 * D);
    back(p + WQ, D, dqkv, d2, T, D, 3 * D);
    memcpy(d1, d3, sizeof d1);
    rms_back(x1, s1, d2, d1);
    memset(g + TOKENS, 0, T * D * sizeof *g);
    rms_back(x0, s0, d1, g + TOKENS);
    memcpy(g + WPE, g + TOKENS, T * D * sizeof *g);
    memset(g + WPE + T * D, 0, (16 - T) * D * sizeof *g);
    return loss / T;
}
