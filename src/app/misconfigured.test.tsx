// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { Misconfigured } from './misconfigured.tsx'

it('names every setting that is missing, on the page and on the console', () => {
  vi.stubEnv('VITE_SUPABASE_URL', '')
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', '')
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  render(<Misconfigured />)
  const alert = screen.getByRole('alert')
  for (const name of ['VITE_SUPABASE_URL', 'VITE_SUPABASE_ANON_KEY']) {
    expect(alert).toHaveTextContent(`${name} must be`)
    expect(told).toHaveBeenCalledWith(expect.stringContaining(`${name} must be`))
  }
  expect(told).toHaveBeenCalledTimes(1)
})
