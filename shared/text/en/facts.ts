import type { EvidenceName } from '../../models/machine.ts';

/** What people call a hardware fact. */
export const facts: Record<EvidenceName, string> = {
  'os-machine-id': 'Machine id of the system',
  'system-uuid': 'Board UUID',
  'system-serial': 'Board serial number',
  'disk-serial': 'System disk serial number',
  cpu: 'Processor',
  'network-address': 'First network address',
  'tpm-key': 'Security chip (TPM)',
  'vm-generation': 'Generation id of the virtual machine',
};
