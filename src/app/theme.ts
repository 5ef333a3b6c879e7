import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep green-blue: calm beside red and green figures, readable in both schemes. */
const pine: MantineColorsTuple = [
  '#e8f6f5',
  '#d3eae8',
  '#a6d5d1',
  '#75bfb9',
  '#4fada5',
  '#37a198',
  '#279b92',
  '#12756d',
  '#0b655e',
  '#00534d',
]

/** Mantine's red, darkened where text is written in it or on it. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#fa5252',
  '#d12b2b',
  '#c92a2a',
  '#b02525',
  '#8f1d1d',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, red },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  fontFamily:
    '"Inter Variable", "Inter Fallback", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects: importing the components would load them before sign-in.
  components: {
    // The placeholder that takes the first focus is no menu item, which screen readers stumble over.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // The tinted titles of yellow and orange alerts are too faint on their tinted ground.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    // Whoever scrolls with the keyboard must be able to reach what scrolls.
    TableScrollContainer: { defaultProps: { type: 'native', tabIndex: 0 } },
    // The page has one banner; the heading of a dialog is none.
    Modal: { defaultProps: { attributes: { header: { role: 'none' } } } },
  },
})

/** Mantine's dimmed text, placeholders and errors are too faint to read for many; these have 5.5 : 1 and more. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a636d',
    '--mantine-color-placeholder': '#6b747d',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1b9',
    '--mantine-color-placeholder': '#949ca4',
    '--mantine-color-error': '#ff8787',
  },
})
