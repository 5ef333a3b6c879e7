import { LinkPage, loadLink } from '#features/auth/link-page.tsx'

export { LinkPage as Component, loadLink as loader }
