/** Subjects that mail programs give to automatic replies: with a colon behind, or nothing. A sentence that begins so is a person’s. */
export const automaticSubject = new RegExp(
  `^\\s*(?:\\[?auto(?:matic)?[- ]?(?:reply|response|answer|responder|re)\\]?|autoreply|autoresponse|auto|automated (?:reply|response|message)|out[- ]of[- ](?:the[- ])?office(?: (?:auto(?:matic)?[- ]?)?(?:reply|response|message|notification|autoreply))?|ooo|vacation(?: (?:reply|notice|message))?|away from (?:my mail|the office|office)|${[
    'réponse automatique|réponse auto|message automatique|message d.absence|avis d.absence|notification d.absence|absence du bureau|absente?(?:\\(e\\))? du bureau|absence',
    'automatische antwort|abwesenheits(?:notiz|nachricht|meldung|assistent|agent)|abwesend|abwesenheit|außer haus',
    'respuesta automática|fuera de (?:la )?oficina|resposta automática|ausência temporária|fora do escritório|risposta automatica|fuori ufficio|automatisch antwoord|afwezig(?:heid)?(?:sbericht|sassistent)?|niet aanwezig|autosvar|automatiskt? svar|automatisk svar|frånvaro(?:meddelande|assistent)?|ikke til ?stede|ikke på kontoret|automaattinen vastaus|poissa|odpowiedź automatyczna|autoodpowiedź|automatická odpověď|automatikus válasz|otomatik yanıt|räspuns automat|răspuns automat|αυτόματη απάντηση|автоответ|автоматический ответ|автоматична відповідь|自动回复|自動回覆|自動返信|自動応答|자동 회신|자동 응답|תשובה אוטומטית|رد تلقائي|trả lời tự động|balasan otomatis',
  ].join('|')})\\s*(?:[:：\\])\\-–—].*)?$`,
  'iu',
);

/** Subjects of absence that a person may write too: they count together with `absenceText`. */
export const absenceSubject =
  /^\s*(?:re ?: ?)?(?:(?:i am|i'm|currently|we are) )?(?:out of (?:the )?office|away (?:until|from|on)|on (?:vacation|leave|holidays?|annual leave|maternity|parental)|vacation|absente?\b|absence|en (?:vacances|congé)|je suis (?:absente?|en (?:vacances|congé))|de retour|parti en|abwesend|im urlaub|de vacaciones|ausente|in ferie|op vakantie|thank you for (?:your (?:e-?mail|message)|contacting)|merci (?:pour|de) votre)/iu;

export const absenceText =
  /(?:(?:i am|i'm|i will be|we are|currently) (?:away|out|on (?:vacation|leave|holidays?|annual|maternity|parental))|out of (?:the )?office|(?:limited|no|without) access to (?:my )?(?:e-?mail|mail)|(?:be back|will return|return(?:ing)?) (?:to (?:the )?office )?on|je suis (?:absente?|présentement absente?|actuellement absente?|en (?:vacances|congé|déplacement))|(?:de|mon) retour (?:au bureau )?(?:le|lundi|mardi|mercredi|jeudi|vendredi)|serai (?:absente?|de retour)|absente? du bureau|ich bin (?:derzeit |bis |vom )?.{0,40}(?:abwesend|nicht im büro|im urlaub)|estaré? fuera|estoy (?:fuera|de vacaciones)|non sarò in ufficio|ben ik afwezig|automatic(?:ally generated)? (?:reply|response|message)|réponse automatique|message (?:généré )?automatique|do not reply to this (?:message|e-?mail)|ne pas répondre à ce (?:message|courriel))/iu;

/** Headers that only automatic replies carry. */
export const replyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-autoresponder',
  'x-vacation',
  'x-ms-exchange-oof-message',
] as const;
