import type { Kernels } from './kernels.ts'
import { plainKernels } from './plain.ts'
import { simdKernels } from './simd.ts'

/** The fastest kernels that there are here, for a block of `paths` paths. */
export function kernelsFor(paths: number): Kernels {
  return simdKernels(paths) ?? plainKernels(paths)
}
