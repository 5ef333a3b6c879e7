// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { ErrorState } from './error-state.tsx'
import { onShownError } from './shown-errors.ts'

const show = (error: unknown) => (
  <MantineProvider env="test">
    <ErrorState error={error} />
  </MantineProvider>
)

it('tells each error that gets on screen once, however often it is drawn, to whoever listens then', () => {
  const listener = vi.fn()
  const stop = onShownError(listener)
  const [first, second] = [new Error('first'), new Error('second')]
  const { rerender, unmount } = render(show(first))
  rerender(show(first))
  rerender(show(second))
  rerender(show(first))
  expect(listener.mock.calls).toEqual([[first], [second]])
  unmount()
  stop()
  render(show(new Error('third')))
  expect(listener).toHaveBeenCalledTimes(2)
})
