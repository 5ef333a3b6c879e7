/**
 * The bounds of gates by another route than the database's: no gamma function. The average of the likelihood over the prior
 * is integrated numerically, and the boundary is found by the secant method on a logarithmic scale.
 */

/** ∫ x^p (1−x)^q dx from 0 to 1, as a logarithm, by the double exponential rule, which bears singular ends. */
function lnIntegral(p: number, q: number): number {
  const terms: number[] = []
  const step = 1 / 64
  for (let index = -64 * 7; index <= 64 * 7; index++) {
    const t = index * step
    const u = (Math.PI / 2) * Math.sinh(t)
    // x = 1 / (1 + e^(−2u)): ln x and ln(1 − x) without cancellation.
    const lnX = -Math.log1p(Math.exp(-2 * u))
    const lnRest = -Math.log1p(Math.exp(2 * u))
    const lnSlope = Math.log(Math.PI * Math.cosh(t)) + lnX + lnRest
    const term = p * lnX + q * lnRest + lnSlope
    if (Number.isFinite(term)) terms.push(term)
  }
  const greatest = Math.max(...terms)
  return greatest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - greatest), 0)) + Math.log(step)
}

/** ln(1 + e^x). */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

/** Where the share of `events` among `trials` is with probability 1 − alpha at all times together. */
export function shareBounds(events: number, trials: number, centre: number, alpha: number, strength = 8) {
  const others = trials - events
  const a = Math.max(strength * centre, 0.5)
  const b = Math.max(strength * (1 - centre), 0.5)
  const boundary = Math.log(alpha) + lnIntegral(a - 1 + events, b - 1 + others) - lnIntegral(a - 1, b - 1)
  /** Above 0 outside of the set; `logit` of the share. */
  const excess = (logit: number) => boundary + events * softplus(-logit) + others * softplus(logit)
  const middle = Math.log((events + 1e-9) / (others + 1e-9))
  const root = (direction: 1 | -1) => {
    let inside = middle
    let outside = middle + direction
    while (excess(outside) < 0) outside = middle + 2 * (outside - middle)
    // Illinois: the secant method that keeps the root between its two points.
    let [low, high] = [excess(inside), excess(outside)]
    for (let round = 0; round < 200 && Math.abs(outside - inside) > 1e-12; round++) {
      const next = inside - (low * (outside - inside)) / (high - low)
      const value = excess(next)
      if (value < 0) [inside, low, high] = [next, value, high / 2]
      else [outside, high, low] = [next, value, low / 2]
    }
    return 1 / (1 + Math.exp(-(inside + outside) / 2))
  }
  return { lower: events > 0 ? root(-1) : 0, upper: others > 0 ? root(1) : 1 }
}
