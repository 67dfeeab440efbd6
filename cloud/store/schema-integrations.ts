import type { DeliveryState, DeliveryTrouble, WebhookOff } from '#shared/models/webhook.ts';

/** Keys for scripts, and calls to programs. */
export interface IntegrationTables {
  /** Keys themselves are not kept, only their digest. One that is revoked is gone. */
  api_key: {
    id: string;
    organization_id: string;
    /** Who made it: it acts as this person. */
    person_id: string;
    name: string;
    start: string;
    digest: string;
    /** JSON. */
    scopes: string;
    created_at: number;
    expires_at: number | null;
    last_used_at: number | null;
  };
  webhook: {
    id: string;
    organization_id: string;
    name: string;
    url: string;
    /** Kinds and actions: JSON. */
    events: string;
    sealed_secret: string;
    /** Signs besides the other one until then. */
    old_sealed_secret: string | null;
    old_secret_until: number | null;
    created_at: number;
    created_by: string | null;
    off_at: number | null;
    off_why: WebhookOff | null;
    failing_since: number | null;
  };
  /** One call to be made, or made. Its webhook may be gone: then nobody asks for it any more. */
  webhook_delivery: {
    id: string;
    webhook_id: string;
    deed_id: string;
    action: string;
    created_at: number;
    state: DeliveryState;
    attempts: number;
    /** null: not any more. */
    next_at: number | null;
    /** Some process is at it until then. */
    leased_until: number | null;
    last_at: number | null;
    status: number | null;
    trouble: DeliveryTrouble | null;
    milliseconds: number | null;
    answer: string | null;
    /** As it was sent first, so that every try is the same to the letter. null: before that, or it named somebody who is forgotten. */
    body: string | null;
  };
}
