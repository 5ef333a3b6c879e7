import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { MemoryRouter } from 'react-router-dom'

/** Renders with what every component needs; without animations, so that tests see the end of them. */
export function renderInApp(element: ReactElement) {
  return render(element, {
    wrapper: ({ children }) => (
      <MantineProvider env="test">
        <MemoryRouter>{children}</MemoryRouter>
      </MantineProvider>
    ),
  })
}
