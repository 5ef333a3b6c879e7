import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { restartReads } from './restart-reads.ts'

it('lets a read that began before a write not undo it', async () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } })
  const answers: ((row: string) => void)[] = []
  const queryFn = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)))
  const stop = new QueryObserver(queryClient, { queryKey: ['rows'], queryFn }).subscribe(() => {})
  await vi.waitFor(() => expect(answers).toHaveLength(1))

  queryClient.setQueryData(['rows'], 'after')
  restartReads(queryClient, ['rows'])
  answers[0]!('before')
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  expect(queryClient.getQueryData(['rows'])).toBe('after')

  answers[1]!('after')
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(queryClient.getQueryData(['rows'])).toBe('after')
  restartReads(queryClient, ['rows'])
  expect(queryFn).toHaveBeenCalledTimes(2)
  stop()
})
