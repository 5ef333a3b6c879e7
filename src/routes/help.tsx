import { HelpPage } from '#features/help/help-page.tsx'

export { HelpPage as Component }
