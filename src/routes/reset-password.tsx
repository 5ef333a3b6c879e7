import { ResetPasswordPage } from '#features/auth/mail-request-page.tsx'

export { ResetPasswordPage as Component }
