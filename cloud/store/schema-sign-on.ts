/** Sign-in with the accounts of an organization. */
export interface SignOnTables {
  /** How the people of an organization sign in at its own provider. The secret is sealed with the cloud's. */
  sign_on: {
    organization_id: string;
    issuer: string | null;
    client_id: string | null;
    sealed_secret: string | null;
    is_on: number;
    is_required: number;
  };
  /** A mail domain that an organization says is its own. Of several that say so, one can prove it. */
  sign_on_domain: {
    organization_id: string;
    domain: string;
    token: string;
    added_at: number;
    proven_at: number | null;
    proven_by: 'dns' | 'vendor' | null;
  };
  /** A sign-in that is on its way to a provider and back, good once. `id`: a digest of what the browser holds. */
  sign_on_attempt: { id: string; organization_id: string; issuer: string; return_to: string; expires_at: number };
}
