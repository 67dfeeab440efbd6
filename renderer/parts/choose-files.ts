/** Opens the system's dialog for files, or for one folder. Nothing when it is closed without a choice. */
export function chooseFiles({ folder = false, pictures = false } = {}): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = !pictures;
  input.webkitdirectory = folder;
  if (pictures) input.accept = 'image/*';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}
