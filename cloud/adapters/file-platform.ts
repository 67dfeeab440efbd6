import { Buffer } from 'node:buffer';
import crypto, { type KeyObject } from 'node:crypto';
import { createNodePlatform } from '#shared/files/node-platform.ts';

/** Signing, verifying and bytes for the signed files. */
export const filePlatform = createNodePlatform<KeyObject>(crypto, Buffer);
