/** First part of a path on a platform that names a page of its own, nobody's account. */
const notAccounts = new Set(
  `hacked help support login signin settings about policies policy legal business security watch search explore home intent share sharer
  sharer.php privacy terms ads status l.php recover recovery checkpoint contact directory jobs feed hashtag i notifications messages
  compose download apps app developers docs safety safetycenter transparency communityguidelines community guidelines rules t en fr
  accounts account signup register url imgres maps mail drive admin report reports marketplace events groups web index.html index.php
  password reset forgot oauth oauth2 common authorize results feeds trending topics features pricing enterprise blog`.split(
    /\s+/u,
  ),
);

const platforms =
  /^(?:facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|tiktok\.com|youtube\.com|linkedin\.com|threads\.(?:net|com)|bsky\.app|reddit\.com|github\.com|telegram\.me|vk\.com|snapchat\.com|twitch\.tv|pinterest\.com|rumble\.com|gab\.com|truthsocial\.com|discord\.gg|patreon\.com|medium\.com)$/u;

/** Whether a link to a platform leads to what somebody keeps there: an account, a page, a group, a post. */
export function isAccountLink(host: string, path: string): boolean {
  if (!platforms.test(host.replace(/^(?:www|m|mobile|web|fr|fr-ca|en|ca|old)\./u, ''))) return false;
  const [first = '', second = ''] = path.split(/[?#]/u)[0]?.replace(/^\//u, '').split('/') ?? [];
  if (/^profile\.php$/iu.test(first)) return /[?&]id=\d/u.test(path);
  if (/^(?:user|u|r|c|channel|in|company|profile|pages|groups|people|add)$/iu.test(first)) return second !== '';
  return first.length >= 2 && !notAccounts.has(first.toLowerCase());
}
