import '@testing-library/jest-dom/vitest'
import { afterEach, vi } from 'vitest'

// Component tests choose jsdom with `// @vitest-environment jsdom`; the rest runs without a DOM.
if (typeof window !== 'undefined') {
  const { cleanup } = await import('@testing-library/react')
  afterEach(cleanup)

  // jsdom lays nothing out, so that there is nothing to scroll.
  window.HTMLElement.prototype.scrollIntoView = () => {}

  // Mantine asks for these; jsdom has none of them.
  Object.defineProperty(document, 'fonts', {
    value: { addEventListener: () => {}, removeEventListener: () => {} },
  })
  window.matchMedia = vi.fn((query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }))
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
}
