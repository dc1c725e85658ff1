import { useId, useState } from 'react';
import { changeAlarm, useAlarmSettings } from '../frame/alarm-settings.js';
import { alarmSound } from '../frame/alarm-sound.js';
import { useAlarmWords } from '../frame/alarm-words.js';

type Permission = NotificationPermission | 'missing';

const permissionNow = (): Permission => ('Notification' in window ? Notification.permission : 'missing');

/** What calls for attention here while a page of the console is open: a sound, a notice on the desktop. */
export function ThisBrowser() {
  const w = useAlarmWords();
  const id = useId();
  const { sound, volume, notice } = useAlarmSettings();
  const [permission, setPermission] = useState(permissionNow);
  const [isTested, setTested] = useState(false);
  const wantNotice = async (wanted: boolean) => {
    const allowed = wanted && permission === 'default' ? await Notification.requestPermission() : permission;
    setPermission(allowed);
    changeAlarm({ notice: wanted && allowed === 'granted' });
  };
  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w.title}</h2>
      <p className="hint">{w.hint}</p>
      <label className="check">
        <input type="checkbox" checked={sound} onChange={({ target }) => changeAlarm({ sound: target.checked })} />
        {w.sound}
      </label>
      <p className="alarm-volume">
        <label htmlFor={`${id}-volume`}>{w.volume}</label>
        <input
          id={`${id}-volume`}
          type="range"
          min={1}
          max={10}
          value={volume}
          onChange={({ target }) => changeAlarm({ volume: target.valueAsNumber })}
        />
        <button
          type="button"
          onClick={() => {
            alarmSound.once(volume);
            setTested(true);
          }}
        >
          {w.test}
        </button>
      </p>
      <output className="hint">{isTested && w.tested}</output>
      <label className="check">
        <input
          type="checkbox"
          checked={notice && permission === 'granted'}
          disabled={permission === 'missing' || permission === 'denied'}
          onChange={({ target }) => void wantNotice(target.checked)}
        />
        {w.notice}
      </label>
      <p className="hint">
        {w.noticeHint} {w.permission[permission]}
      </p>
    </section>
  );
}
