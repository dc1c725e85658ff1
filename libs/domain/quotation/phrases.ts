/**
 * What mail programs write around a quoted message, by language. Words only: the shapes that they stand in are in `attribution.ts`,
 * `header-block.ts`, `markers.ts` and `signature.ts`. Everything is compared in lower case, with plain spaces.
 */

export type HeaderRole = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const rolesByWords: Readonly<Record<HeaderRole, string>> = {
  from: 'from|de|expéditeur|von|van|da|desde|från|fra|lähettäjä|od|nadawca|feladó|kimden|gönderen|de la|от|от кого|від|από|من|מאת|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|từ|dari|expeditor|odesílatel|mittente|remetente|remitente|afzender|absender|avsändare',
  date: 'date|sent|sent at|date sent|envoyé|envoyé le|envoyée|date d’envoi|gesendet|datum|verzonden|enviado|enviado el|enviado em|enviada em|enviada|fecha|data|inviato|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|poslano|odoslané|küldve|dátum|elküldve|gönderildi|gönderme tarihi|tarih|trimis|отправлено|дата|надіслано|στάλθηκε|ημερομηνία|التاريخ|תאריך|נשלח|发送时间|日期|傳送時間|寄件日期|送信日時|日付|보낸 날짜|날짜|ngày|đã gửi|tanggal|terkirim',
  to: 'to|à|a|an|aan|para|til|till|vastaanottaja|do|komu|adresát|címzett|kime|alıcı|către|за|кому|za|προς|إلى|אל|收件人|收件者|宛先|받는 사람|받는사람|đến|tới|kepada|pour|destinataire|destinatario|destinatário|empfänger|à l’attention de|reply-to|répondre à|antwort an|responder a|svar til|svara till|odpowiedź do|antwoord aan',
  cc: 'cc|bcc|cci|copie|copie à|copia|kopie|kopia|kopi|kopio|kopija|dw|másolat|bilgi|копия|копія|κοιν|抄送|副本|참조|נסתר|kopi til',
  subject:
    'subject|objet|sujet|betreff|onderwerp|asunto|assunto|oggetto|ämne|emne|aihe|temat|předmět|predmet|tárgy|konu|subiect|тема|θέμα|الموضوع|נושא|主题|主旨|主題|件名|제목|chủ đề|tiêu đề|subyek|perihal',
  other:
    'importance|priority|priorité|wichtigkeit|attachments|pièces jointes|anlagen|bijlagen|prioriteit|importancia|resent-from|organization|message-id|newsgroups|références|references|allegati|sensitivity|thread-topic',
};

/** The name of a header, in lower case and with straight apostrophes, to what it says. */
export const headerRoles: ReadonlyMap<string, HeaderRole> = new Map(
  (Object.entries(rolesByWords) as [HeaderRole, string][]).flatMap(([role, words]) =>
    words.split('|').map((word): [string, HeaderRole] => [word.replaceAll('’', "'"), role]),
  ),
);

/** Verbs that end an attribution: “On 3 March, Ann wrote:”. */
export const wroteWords = [
  'wrote|writes|sent|has written|said',
  'a écrit|ecrit|écrit|écrivait|écrivit|a envoyé',
  'schrieb|schreibt|hat geschrieben|geschrieben|geschreven|het volgende geschreven|schreef',
  'escribió|escribio|ha escrito|escreveu|ha scritto|scrive|scritto|scrisse|va escriure',
  'skrev|skrev följande|skrev følgende|kirjoitti|kirjutas|skrifaði',
  'napisał|napisała|napisał\\(a\\)|napisał/a|napisal\\(a\\)|pisze|napsal|napsal\\(a\\)|napsala|napísal|napísala|napísal\\(a\\)|napisao|napisala|je napisao|je napisala|je napisao/la|rašė|rakstīja',
  'написал|написала|написал\\(а\\)|пишет|написав|написала|пише|написа|έγραψε',
  'a scris|írta|ezt írta|yazdı|şunu yazdı|shkroi|đã viết|đã viết như sau|menulis|כתב|כתבה|كتب|写道|寫道|のメッセージ|のメール|เขียนว่า|님이 작성|작성|wrote the following|さんは書きました',
].join('|');

/** Verbs that may stand before the name: “Am 3.4.2024 schrieb Ann:”. */
export const wroteBeforeNameWords =
  'schrieb|schreef|skrev|escribió|escreveu|ha scritto|kirjoitti|napisał|napisał\\(a\\)|napsal|napsal\\(a\\)|napisao|geschreven door|írta|wrote|a écrit|от|from|de|пользователь|użytkownik|heeft';

/** How an attribution begins, where it does not begin with a date or a name. */
export const attributionOpeners =
  'on|le|am|den|el|il|em|no dia|op|på|pe|la|dnia|w dniu|dne|dňa|dana|v|vào|vào lúc|ke|pada|στις|в|у|kl|kell|το|บน|בתאריך|เมื่อ|في|il giorno|em data de|a';

export const weekdays =
  'ma|ti|ke|to|pe|su|pon|po|út|st|čt|pá|ne|dim|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|pn|wt|śr|czw|pt|sob|niedz|пн|вт|ср|чт|пт|сб|вс|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|man|tir|ons|tor|tors|fre|lør|søn|lör|sön|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag|seg|ter|qua|qui|sex|sáb|dom|segunda|terça|quarta|quinta|sexta';

/** Between dashes, what stands above the message that is answered. */
export const originalWords = [
  'original message|reply message|original email|original e-mail|original mail|original text|reply to message|replied message|original appointment|previous message',
  "message d'origine|message original|message initial|courriel original|courriel d'origine|message d’origine|message précédent|email original|mail original|rendez-vous d'origine|réponse au message",
  'ursprüngliche nachricht|originalnachricht|antwort nachricht|ursprüngliche mail|original-nachricht|original nachricht',
  'mensaje original|mensagem original|messaggio originale|missatge original|oorspronkelijk bericht|origineel bericht|oprindelig meddelelse|original meddelelse|ursprungligt meddelande|originalmeddelande|opprinnelig melding|original melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|pôvodná správa|izvorna poruka|eredeti üzenet|orijinal mesaj|özgün ileti|mesaj original|mesajul original|исходное сообщение|пересылаемое сообщение|оригинальное сообщение|вихідне повідомлення|αρχικό μήνυμα|הודעה מקורית|الرسالة الأصلية|原始邮件|原邮件|原始郵件|元のメッセージ|원본 메시지|원본 메일|tin nhắn gốc|thư gốc|pesan asli',
].join('|');

/** Between dashes or as “Begin …:”, what stands above a message that is passed on. */
export const forwardedWords = [
  'forwarded message|forwarded mail|forwarded email|forwarded by|begin forwarded message|start of forwarded message|fwd message|message forwarded',
  'message transféré|message transfere|début du message transféré|début du message réexpédié|message réexpédié|courriel transféré|message transmis|début du courriel transféré|message suivi|mail transféré|e-mail transféré',
  'weitergeleitete nachricht|anfang der weitergeleiteten nachricht|beginn der weitergeleiteten nachricht|weitergeleitete e-mail|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|vidarebefordrat brev|videresendt meddelelse|videresendt besked|videresendt melding|start på videresendt melding|edelleenlähetetty viesti|välitetty viesti|wiadomość przekazana dalej|przekazana wiadomość|treść przekazanej wiadomości|přeposlaná zpráva|preposlaná správa|proslijeđena poruka|továbbított üzenet|iletilen mesaj|yönlendirilen mesaj|mesaj redirecționat|пересылаемое сообщение|пересланное сообщение|начало переадресованного сообщения|переслане повідомлення|προωθημένο μήνυμα|הודעה שהועברה|رسالة معاد توجيهها|转发的邮件|轉寄的郵件|轉寄郵件|転送されたメッセージ|전달된 메시지|thư đã chuyển tiếp|pesan terusan',
].join('|');

/** “Reply above this line”, as helpdesks write it. */
export const replyAboveWords =
  'reply above this line|type your reply above|reply above the line|write above this line|répondre au-dessus de cette ligne|répondez au-dessus de cette ligne|écrivez au-dessus de cette ligne|inscrire votre réponse au-dessus|répondez au dessus de cette ligne|antworten sie oberhalb dieser zeile|responda por encima de esta línea|saisissez votre réponse au-dessus';
