export const enhancementText = '';
