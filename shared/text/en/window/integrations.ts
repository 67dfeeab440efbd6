/** API keys and webhooks. */
export const integrations = {};
