/**
 * Threefry4x32-20: a counter-based random generator. Any value can be had without those before it, which is
 * what makes common random numbers and any split over workers possible.
 *
 * Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011); the tests check the
 * known answers published with their library Random123.
 */

const PARITY = 0x1bd11bda

/**
 * Fills `out` with 32-bit words: four for each counter (firstQuad + q, counter1, counter2, counter3), q from 0 to
 * `quads` − 1. Words are signed, as JavaScript's bitwise operators give them.
 */
export function threefryWords(
  out: Int32Array,
  key0: number,
  key1: number,
  key2: number,
  key3: number,
  firstQuad: number,
  quads: number,
  counter1: number,
  counter2: number,
  counter3 = 0,
): void {
  // Saying that they are 32-bit integers halves the time: the loop then holds them in plain registers.
  const k0 = key0 | 0
  const k1 = key1 | 0
  const k2 = key2 | 0
  const k3 = key3 | 0
  const k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3
  const start1 = (counter1 + k1) | 0
  const start2 = (counter2 + k2) | 0
  const start3 = (counter3 + k3) | 0
  const end = (quads | 0) << 2
  let counter0 = (firstQuad + k0) | 0
  for (let at = 0; at < end; at += 4) {
    let a = counter0
    let b = start1
    let c = start2
    let d = start3
    counter0 = (counter0 + 1) | 0
    a = (a + b) | 0
    b = ((b << 10) | (b >>> 22)) ^ a
    c = (c + d) | 0
    d = ((d << 26) | (d >>> 6)) ^ c
    a = (a + d) | 0
    d = ((d << 11) | (d >>> 21)) ^ a
    c = (c + b) | 0
    b = ((b << 21) | (b >>> 11)) ^ c
    a = (a + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ a
    c = (c + d) | 0
    d = ((d << 27) | (d >>> 5)) ^ c
    a = (a + d) | 0
    d = ((d << 23) | (d >>> 9)) ^ a
    c = (c + b) | 0
    b = ((b << 5) | (b >>> 27)) ^ c
    a = (a + k1) | 0
    b = (b + k2) | 0
    c = (c + k3) | 0
    d = (d + k4 + 1) | 0
    a = (a + b) | 0
    b = ((b << 6) | (b >>> 26)) ^ a
    c = (c + d) | 0
    d = ((d << 20) | (d >>> 12)) ^ c
    a = (a + d) | 0
    d = ((d << 17) | (d >>> 15)) ^ a
    c = (c + b) | 0
    b = ((b << 11) | (b >>> 21)) ^ c
    a = (a + b) | 0
    b = ((b << 25) | (b >>> 7)) ^ a
    c = (c + d) | 0
    d = ((d << 10) | (d >>> 22)) ^ c
    a = (a + d) | 0
    d = ((d << 18) | (d >>> 14)) ^ a
    c = (c + b) | 0
    b = ((b << 20) | (b >>> 12)) ^ c
    a = (a + k2) | 0
    b = (b + k3) | 0
    c = (c + k4) | 0
    d = (d + k0 + 2) | 0
    a = (a + b) | 0
    b = ((b << 10) | (b >>> 22)) ^ a
    c = (c + d) | 0
    d = ((d << 26) | (d >>> 6)) ^ c
    a = (a + d) | 0
    d = ((d << 11) | (d >>> 21)) ^ a
    c = (c + b) | 0
    b = ((b << 21) | (b >>> 11)) ^ c
    a = (a + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ a
    c = (c + d) | 0
    d = ((d << 27) | (d >>> 5)) ^ c
    a = (a + d) | 0
    d = ((d << 23) | (d >>> 9)) ^ a
    c = (c + b) | 0
    b = ((b << 5) | (b >>> 27)) ^ c
    a = (a + k3) | 0
    b = (b + k4) | 0
    c = (c + k0) | 0
    d = (d + k1 + 3) | 0
    a = (a + b) | 0
    b = ((b << 6) | (b >>> 26)) ^ a
    c = (c + d) | 0
    d = ((d << 20) | (d >>> 12)) ^ c
    a = (a + d) | 0
    d = ((d << 17) | (d >>> 15)) ^ a
    c = (c + b) | 0
    b = ((b << 11) | (b >>> 21)) ^ c
    a = (a + b) | 0
    b = ((b << 25) | (b >>> 7)) ^ a
    c = (c + d) | 0
    d = ((d << 10) | (d >>> 22)) ^ c
    a = (a + d) | 0
    d = ((d << 18) | (d >>> 14)) ^ a
    c = (c + b) | 0
    b = ((b << 20) | (b >>> 12)) ^ c
    a = (a + k4) | 0
    b = (b + k0) | 0
    c = (c + k1) | 0
    d = (d + k2 + 4) | 0
    a = (a + b) | 0
    b = ((b << 10) | (b >>> 22)) ^ a
    c = (c + d) | 0
    d = ((d << 26) | (d >>> 6)) ^ c
    a = (a + d) | 0
    d = ((d << 11) | (d >>> 21)) ^ a
    c = (c + b) | 0
    b = ((b << 21) | (b >>> 11)) ^ c
    a = (a + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ a
    c = (c + d) | 0
    d = ((d << 27) | (d >>> 5)) ^ c
    a = (a + d) | 0
    d = ((d << 23) | (d >>> 9)) ^ a
    c = (c + b) | 0
    b = ((b << 5) | (b >>> 27)) ^ c
    a = (a + k0) | 0
    b = (b + k1) | 0
    c = (c + k2) | 0
    d = (d + k3 + 5) | 0
    out[at] = a
    out[at + 1] = b
    out[at + 2] = c
    out[at + 3] = d
  }
}
