export { spotlight as palette } from '@mantine/spotlight';
