/** Local parts that mail servers write from. Postmasters may be people as well: they need more evidence. */
export const daemon =
  /^"?<?(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|double-bounce|bounces?|mail-?deliver(?:y|er)(?:-?(?:sub)?system)?)(?:[+@"-]|$)/iu;
export const postmaster = /^"?<?(?:post[-_]?master|majordomo|mail-?admin|antispam|mail[-_]?gateway)(?:[+@"-]|$)/iu;
export const daemonName =
  /(?:mail delivery (?:sub)?system|mail deliver system|mailer[- ]daemon|internet mail delivery|mail router|delivery (?:sub)?system|mail administrator|email delivery|courier mail server|système de (?:remise|distribution) du courrier|microsoft outlook)/iu;

/** Subjects of servers that could not deliver. They begin so: “Question about undelivered mail” is a person’s. */
export const failureSubject = new RegExp(
  `^\\W{0,3}(?:${[
    'undeliver(?:able|ed)\\b|unzustellbar|non remis\\b|non distribuable|nicht zustellbar|no se puede entregar|non recapitabile|onbestelbaar|kan ikke leveres|kunne ikke leveres|olevererbart|não entregue|não é possível entregar|no entregado|недоставленное|не доставлено|ваше сообщение не доставлено|未送達|配信不能|配信できません|投递失败|退信|系统退信|전달 실패|발송 실패',
    'returned (?:e-?)?mail\\b|mail returned|return(?:ed|ing) (?:message )?to sender|message returned',
    '(?:permanent |temporary )?(?:mail |message |e-?mail )?deliver(?:y|ies) (?:has )?(?:fail(?:ed|ure)?|error|problem|report|notif|status|delay|impossible|unsuccessful)|(?:e-?mail|message) (?:could )?not (?:be )?deliver|mail could not be delivered|mail delivery\\b|message delivery',
    '(?:notice: )?mail delivery status|delivery reports? about|delivery status|delivery notification|nondeliverable|non-?delivery|not delivered|message not delivered|message undeliverable|message blocked|message status - undeliverable',
    'failure (?:notice|notification|delivery)|failed (?:mail|delivery)\\b(?=.{0,40}(?:return|notice|notif))|mail (?:system )?(?:error|failure)\\b(?: -|$)|mail system error|mail failure|mailsystem error|mail transfer error|error sending|there was an error sending|sending failed|send failure|could not send message|e-?mail rejected|message rejected|rejected:|permanent (?:delivery )?failure|user unknown|host unknown|unknown user',
    'warning: (?:could not send|message .{0,60}delayed|e-?mail|mail)|(?:message|mail|e-?mail|delivery)(?: is| has been| temporarily)? delayed|delayed mail|delayed:',
    "(?:avis|notification|rapport|état) (?:de|d'|du) ?(?:non[- ])?(?:remise|distribution|livraison|l.état de (?:la )?remise|échec)|échec (?:de (?:la )?)?(?:remise|distribution|livraison|l.envoi)|message non (?:remis|distribué|délivré)|courriel non (?:remis|distribué|livré)|retour(?:né)? à l.expéditeur|remise (?:différée|retardée|impossible)|impossible de remettre|courrier non distribué",
    'benachrichtigung (?:zum|über)|zustellung fehlgeschlagen|fehler bei der (?:zustellung|nachrichtenzustellung)|error de entrega|notificación de (?:estado|error)|falha na entrega|mancata consegna|avviso di mancato|mislukte bezorging|leveransfel|zwrot|niedostarczon|nedoručiteln|loop (?:alert|back warning)|warning unix from|メッセージを配信できません|メール配信に失敗|\\[bounce\\]|bounce(?:d)? (?:mail|message|notification)\\b',
  ].join('|')})`,
  'iu',
);

export const delaySubject =
  /\b(?:delay(?:ed)?|warning|deferred|not yet delivered|temporarily|différée?|retard(?:ée?)?|verzögert|retrasad[oa]|atrasad[oa]|vertraagd)\b/iu;

/** What servers write of a message that they did not deliver. */
export const failureText =
  /(?:could ?n[o']t be delivered|cannot be delivered|can't be delivered|undeliver(?:able|ed)|not (?:be )?delivered|was ?n[o']t delivered|delivery (?:has )?(?:failed|failure|to the following)|deliver(?:y|ing) (?:of )?(?:your|this|the) (?:message|mail)|fail(?:ed|ure) to deliver|unable to deliver|did not reach the following|permanent(?:ly)? (?:fatal )?(?:error|failure)|fatal errors|(?:user|recipient|host|mailbox|address|domain|account)(?: is| name| address)? (?:unknown|not found|rejected|unavailable|disabled|invalid)|(?:unknown|no such|invalid|bad) (?:user|recipient|host|mailbox|address|domain)|does(?:n't| not) exist|(?:mailbox|quota|inbox)\b.{0,40}(?:full|exceeded|over)|over quota|exceeds?.{0,30}(?:size|limit|quota)|message (?:was |has been )?(?:rejected|refused|blocked|returned|bounced)|remote host said|said:? ?\d{3}|smtp error|transcript of session|original message (?:follows|headers|text)|returned (?:message|mail|to sender)|bounce|deferred|still trying|retry|failed address|duplicated message-id|aliasing\/forwarding loop|not be sent|unable to send|mail(?:ing)? loop|can't (?:send|create)|relay(?:ing)? (?:denied|not permitted)|n'a pas (?:pu être|été) (?:remis|distribué|livré|envoyé)|(?:échec|impossible) (?:de|à) (?:la )?(?:remise|remettre|distribution|livrer)|destinataire (?:inconnu|introuvable)|adresse (?:inconnue|introuvable)|boîte (?:aux lettres|de réception)?.{0,20}pleine|konnte nicht zugestellt|nicht zugestellt|no se (?:pudo|ha podido) entregar|não (?:foi|pôde) .{0,20}entreg|не (?:может быть |было |удалось )?достав|送信できません|配信できません|届けられません|不明|送信され?ません|受信拒否|発送失敗|退信|無法|无法)/iu;

/** A reply of a mail server: `550 5.1.1 …`, `#5.1.1`, `<<< 550`. */
export const serverReply =
  /(?:^|[\s<#(:;"])(?:[45]\d\d[ -]+(?:#?[45]\.\d{1,3}\.\d{1,3}|[\p{L}<'"#])|#[45]\.\d{1,3}\.\d{1,3}|(?:5|4)\.\d{1,3}\.\d{1,3}[\s)-])/mu;

export const delayText =
  /(?:this is a warning message only|(?:you )?do not need to resend|still (?:trying|being retried)|will (?:be retried|keep trying|continue (?:to try|trying)|try again)|has not yet been delivered|not yet been delivered|delivery (?:attempts )?will continue|no action is required|n'a pas encore été|sera retenté|tentatives.{0,30}(?:continu|poursuiv)|wird weiter versucht)/iu;
const gaveUp =
  /(?:giving up|gave up|given up|no longer|i'm not going to try|final(?:ly)? failed|could not be delivered (?:for|within|after)|returned to sender|permanent(?:ly)? (?:error|fail)|failed permanently|delivery has failed|too long|retry time(?:out)? (?:not reached|exceeded)|expired)/iu;

/** Whether the words are of a server that still tries. */
export const saysDelayed = (subject: string, text: string): boolean =>
  (delayText.test(text) && !gaveUp.test(text)) ||
  (delaySubject.test(subject) &&
    failureSubject.test(subject) &&
    !gaveUp.test(text) &&
    !/fail|undeliver|returned/iu.test(subject));
