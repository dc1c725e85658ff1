import { sha256 } from '#store';

/**
 * By what a step or task of a playbook is remembered: its English sentence, hashed, whatever language it was read in and wherever
 * it stands in the list. Moved, or shared by two playbooks, it stays ticked; reworded, it is another one, which nobody has done.
 */
export const stepKey = (english: string): string => sha256(english).slice(0, 16);
