import { NewPasswordPage } from '#features/auth/new-password-page.tsx'

export { NewPasswordPage as Component }
