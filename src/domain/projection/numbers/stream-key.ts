/** Turns what a random stream belongs to into its key. */

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function hash(owner: string, offset: number): number {
  let hash = offset | 0
  for (let i = 0; i < owner.length; i++) hash = Math.imul(hash ^ owner.charCodeAt(i), 0x01000193)
  return mix(hash)
}

/**
 * Three 32-bit words from any text: FNV-1a from three offsets, each finished with the mixer of MurmurHash3. The
 * words are never all zero, the key of the market factors.
 */
export function streamKey(owner: string): readonly [number, number, number] {
  const key = [hash(owner, 0x811c9dc5), hash(owner, 0x2b992ddf), hash(owner, 0x5bd1e995)] as const
  return key.every((word) => word === 0) ? [1, 0, 0] : key
}
