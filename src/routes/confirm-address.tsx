import { ConfirmAddressPage } from '#features/auth/mail-request-page.tsx'

export { ConfirmAddressPage as Component }
