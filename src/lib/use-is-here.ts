import { useCallback, useEffect, useRef } from 'react'

/**
 * Whether whoever started something here is here still, for when its answer comes: a late one must not take them away
 * from a page or a dialog that they have gone on to.
 */
export function useIsHere(): () => boolean {
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return useCallback(() => isHere.current, [])
}
