#!/usr/bin/env python3
"""Plants one error at a time in letters, and looks whether `undoc check` finds it.

usage: letters.py UNDOC FILE... [--show N] [--seed N] [--rounds N]

The letters are those of tests/planted/letters and tests/data, and official ones where they are at hand. As they are, they have
no finding of their letter. What is planted: dates that are none, have no year or come after the masthead's; another date, State
or addressee in the heading of an annex; an annex taken out, one spoken of for several; another office, gender, organ; the
signature or the language of the original taken out; slips of the pen in the names of States and in set wording; States in
another order; honorifics; numbers; days of the week. A plant is found when a finding of its code stands on its line, or, where
two places contradict each other, on either.
"""
import argparse
import collections
import os
import random
import re
import sys
import tempfile
import unicodedata

from ask import run

LEAST = 0.99  # of each kind of error

MONTHS = {
    'en': 'January February March April May June July August September October November December'.split(),
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(),
    'es': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(),
    'ru': 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(),
}
DATE = {
    'en': r'(?P<day>\d{1,2}) (?P<month>%s) (?P<year>\d{4})' % '|'.join(MONTHS['en']),
    'fr': r'(?P<day>\d{1,2}) (?P<month>%s) (?P<year>\d{4})' % '|'.join(MONTHS['fr']),
    'es': r'(?P<day>\d{1,2}) de (?P<month>%s) de (?P<year>\d{4})' % '|'.join(MONTHS['es']),
    'ru': r'(?P<day>\d{1,2}) (?P<month>%s) (?P<year>\d{4}) года' % '|'.join(MONTHS['ru']),
    'zh': r'(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日',
    'ar': r'(?P<day>\d{1,2}) (?P<month>\S+(?: \S+)?/\S+) (?P<year>\d{4})',
}
WEEKDAYS = {
    'en': 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(),
    'fr': 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(),
    'es': 'lunes martes miércoles jueves viernes sábado domingo'.split(),
    'ru': 'понедельник вторник среду четверг пятницу субботу воскресенье'.split(),
    'zh': '星期一 星期二 星期三 星期四 星期五 星期六 星期日'.split(),
    'ar': 'الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد'.split(),
}
ORGANS = {
    'en': ['document of the Security Council', 'document of the General Assembly'],
    'fr': ['document du Conseil de sécurité', "document de l'Assemblée générale"],
    'es': ['documento del Consejo de Seguridad', 'documento de la Asamblea General'],
    'ru': ['документа Совета Безопасности', 'документа Генеральной Ассамблеи'],
    'zh': ['作为安全理事会的文件', '作为大会的文件'],
    'ar': ['وثائق مجلس الأمن', 'وثائق الجمعية العامة'],
}
PRESIDENTS = {
    'en': [('President of the Security Council', 'Secretary-General'), ('the Secretary-General', 'the President of the Security Council')],
    'fr': [('au Président du Conseil de sécurité', 'au Secrétaire général'),
           ('au Secrétaire général', 'au Président du Conseil de sécurité')],
    'es': [('al Presidente del Consejo de Seguridad', 'al Secretario General')],
    'ru': [('Председателя Совета Безопасности', 'Генерального секретаря')],
    'zh': [('安全理事会主席', '秘书长')],
    'ar': [('رئيس مجلس الأمن', 'الأمين العام')],
}
COUNTS = {
    'en': [('see annex)', 'see annexes)'), ('its annex ', 'its annexes '), ('see annexes)', 'see annex)'), ('its annexes ', 'its annex ')],
    'fr': [('voir annexe)', 'voir annexes)'), ('son annexe ', 'ses annexes ')],
    'es': [('véase el anexo)', 'véanse los anexos)'), ('su anexo ', 'sus anexos ')],
    'ru': [('см. приложение)', 'см. приложения)'), ('приложения к нему', 'приложений к нему')],
    'ar': [('انظر المرفق)', 'انظر المرفقين)'), ('ومرفقها', 'ومرفقيها')],
}
OFFICES = {
    'en': [('Permanent Representative', 'Permanent Observer'), ('Permanent Observer', 'Permanent Representative')],
    'fr': [('La Représentante permanente', "L'Observatrice permanente"), ('Le Représentant permanent', "L'Observateur permanent")],
    'es': [('Representante Permanente', 'Observadora Permanente')],
    'ru': [('Постоянный представитель', 'Постоянный наблюдатель')],
    'zh': [('常驻代表', '常驻观察员')],
    'ar': [('الممثلة الدائمة', 'المراقبة الدائمة')],
}
GENDERS = {
    'fr': [('La Représentante permanente', 'Le Représentant permanent'), ('reconnaissante', 'reconnaissant'),
           ('Le Représentant permanent', 'La Représentante permanente'), ('reconnaissant ', 'reconnaissante ')],
    'es': [('La Representante Permanente', 'El Representante Permanente')],
    'ar': [('الممثلة الدائمة', 'الممثل الدائم'), ('ممتنة', 'ممتنا')],
}
HONORIFICS = {'en': ['H.E. ', 'Mr. ', 'Ms. ', 'H.E. Mr. ', 'Dr. '], 'es': ['Excmo. Sr. ']}
FORMULAS = {
    'en': ['should be grateful if you would', 'should be grateful if you could', 'I have the honour to inform you that',
           'have the present letter', 'circulated as a document of the', 'present letter and its annex',
           'to the attention of the members of the Security Council', 'I have the honour to transmit herewith',
           'I have the honour to refer to', 'presents its compliments to the Secretary-General',
           'has been brought to the attention of the members'],
    'fr': ["J'ai l'honneur de vous faire tenir ci-joint", 'serais reconnaissante de bien vouloir faire distribuer',
           'serais reconnaissant de bien vouloir faire distribuer', 'comme document du Conseil de sécurité',
           'le texte de la présente lettre et de son annexe'],
    'es': ['Tengo el honor de transmitir adjunto', 'agradecería que tuviera a bien hacer distribuir la presente carta',
           'como documento del Consejo de Seguridad'],
    'ru': ['Имею честь настоящим препроводить', 'распространение настоящего письма и приложения к нему',
           'в качестве документа Совета Безопасности'],
    'zh': ['奉我国政府指示，谨随函转递', '请将本信及其附件作为安全理事会的文件分发为荷'],
    'ar': ['يشرفني أن أحيل إليكم طيه', 'كوثيقة من وثائق مجلس الأمن'],
}
TITLES = {'en': ['Letter dated', ' from the ', 'addressed to the'], 'fr': ['Lettre datée du', 'adressée au'],
          'es': ['Carta de fecha', 'dirigida al'], 'ru': ['на имя']}


class Letter:
    """A document whose first title is a letter's."""

    def __init__(self, path, parsed):
        self.name = os.path.basename(path)
        with open(path, encoding='utf-8') as file:
            self.text = file.read()
        self.lines = self.text.split('\n')
        self.nodes = parsed['nodes'][1:]
        self.language = parsed['language']
        titles = [n for n in self.nodes if n['kind'] == 'title' and n.get('letter')]
        self.title = titles[0] if titles else None
        after = [n for n in self.nodes if self.title and n['lines'][0] > self.title['lines'][0]]
        ends = [n for n in after if n['kind'] in ('annex', 'enclosure') or (n['kind'] == 'title' and n.get('letter'))]
        self.end = ends[0]['lines'][0] if ends else len(self.lines) + 1
        self.own = [n for n in after if n['lines'][0] < self.end]
        self.annexes = [n for n in self.nodes if n['kind'] == 'annex']
        self.several = len(titles) > 1 and titles[1]['lines'][0] == self.end
        requests = [n for n in self.own if n['kind'] == 'request']
        self.request = requests[0] if requests else None
        self.signatures = [n for n in self.own if n['kind'] == 'signature']

    def block(self, node):
        return '\n'.join(self.lines[node['lines'][0] - 1:self.last(node)])

    def last(self, node):
        """The last line of a node's own text: up to the first blank one."""
        last = node['lines'][0]
        while last < node['lines'][1] and self.lines[last].strip():
            last += 1
        return last

    def with_block(self, node, block):
        return '\n'.join(self.lines[:node['lines'][0] - 1] + [block] + self.lines[self.last(node):])

    def foreign(self, node):
        """Whether the text of an annex is in another language than the letter."""
        own = [n for n in self.nodes if n['lines'][0] > node['lines'][0] and n['lines'][1] <= node['lines'][1]]
        other = [n for n in own if n.get('language') not in (None, self.title.get('language', self.language))]
        return len(own) >= 3 and len(other) > 0.9 * len(own)

    def changed(self, node, old, new, rng=None):
        """One of the places where `old` stands in a node has `new`: (text, the node's lines). None: it stands nowhere."""
        block = self.block(node)
        places = [m.start() for m in re.finditer(re.escape(old), block)]
        if not places:
            return None
        at = rng.choice(places) if rng else places[0]
        return self.with_block(node, block[:at] + new + block[at + len(old):]), self.range(node)

    def range(self, *nodes):
        return {line for node in nodes for line in range(node['lines'][0], self.last(node) + 1)}


def slip(word, rng):
    """A letter left out, doubled, changed, or swapped with the next: never in the first place, nor one that changes nothing."""
    for _ in range(20):
        at = rng.randrange(1, len(word))
        kind = rng.randrange(4)
        if kind == 0:
            new = word[:at] + word[at + 1:]
        elif kind == 1:
            new = word[:at] + word[at] + word[at:]
        elif kind == 2:
            new = word[:at] + rng.choice([c for c in 'xqzk' if c != word[at]]) + word[at + 1:]
        else:
            new = word[:at] + word[at + 1:at + 2] + word[at] + word[at + 2:]
        if plain(new) != plain(word):
            return new
    return None


def plain(word):
    """Without accents and case: what is matched."""
    return ''.join(c for c in unicodedata.normalize('NFD', word.lower()) if not unicodedata.combining(c))


def slip_han(words, rng):
    at = rng.randrange(1, len(words) - 1)
    return words[:at] + rng.choice([c for c in '奇怪错误' if c != words[at]]) + words[at + 1:]


def slipped(letter, node, words, rng):
    """One word of some words, of four letters at least, with a slip in it."""
    if letter.language == 'zh':
        return letter.changed(node, words, slip_han(words, rng))
    fits = [w for w in words.split(' ') if len(w) >= 4 and w.isalpha()]
    if not fits:
        return None
    word = rng.choice(fits)
    new = slip(word, rng)
    return letter.changed(node, words, words.replace(word, new, 1)) if new else None


# ---- what is planted: each gives (text, lines where a finding may stand), or None ----

def date_in(letter, node):
    return re.search(DATE[letter.language], letter.block(node))


def with_date(letter, node, **parts):
    found = date_in(letter, node)
    if not found:
        return None
    new = found.group(0)
    for name, value in parts.items():
        at = found.start(name) - found.start(0)
        new = new[:at] + value + new[at + len(found.group(name)):]
    return letter.changed(node, found.group(0), new)


def plant_no_such_day(letter, rng):
    return with_date(letter, letter.title, day=str(rng.choice([32, 45]) if letter.language == 'x' else 31),
                     month={'zh': '9', 'ar': 'أيلول/سبتمبر'}.get(letter.language) or MONTHS[letter.language][8])


def plant_no_year(letter, rng):
    found = date_in(letter, letter.title)
    new = {'zh': lambda t: t.split('年')[1], 'es': lambda t: t.rsplit(' de ', 1)[0],
           'ru': lambda t: ' '.join(t.split(' ')[:2])}.get(letter.language, lambda t: t.rsplit(' ', 1)[0])
    return letter.changed(letter.title, found.group(0), new(found.group(0))) if found else None


def plant_no_date(letter, rng):
    found = date_in(letter, letter.title)
    if not found or letter.language == 'zh':
        return None
    return letter.changed(letter.title, found.group(0) + ' ', '') or letter.changed(letter.title, found.group(0), '')


def plant_month(letter, rng):
    found = date_in(letter, letter.title)
    if not found or letter.language in ('zh', 'ar') or len(found.group('month')) < 4:
        return None
    return with_date(letter, letter.title, month=slip(found.group('month'), rng))


def plant_after_masthead(letter, rng):
    if letter.nodes[0]['kind'] != 'masthead' or not re.search(r'\d{4}', letter.block(letter.nodes[0])):
        return None
    found = date_in(letter, letter.title)
    return with_date(letter, letter.title, year=str(int(found.group('year')) + rng.choice([1, 2, 10]))) if found else None


def plant_weekday(letter, rng):
    names = WEEKDAYS[letter.language]
    for node in letter.own:
        for name in names:
            if node['kind'] in ('paragraph', 'request') and re.search(re.escape(name) + r'[, ]*' + DATE[letter.language], letter.block(node)) \
                    or (letter.language == 'zh' and name in letter.block(node)):
                return letter.changed(node, name, rng.choice([n for n in names if n != name]))
    return None


def headings(letter):
    return [n for n in letter.annexes if n.get('letter') and n['letter'].get('date') == letter.title['letter'].get('date')]


def plant_heading_date(letter, rng):
    fits = headings(letter)
    if not fits:
        return None
    node = rng.choice(fits)
    found = date_in(letter, node)
    day = str(int(found.group('day')) % 28 + 1) if found else ''
    return with_date(letter, node, day=day) if found else None


def plant_heading_state(letter, rng):
    fits = [n for n in headings(letter) if n['letter'].get('state')]
    states = {'en': 'Fiji', 'fr': 'du Togo', 'es': 'Cuba', 'ru': 'Кубы', 'zh': '古巴', 'ar': 'لكوبا'}
    if not fits:
        return None
    node = rng.choice(fits)
    for old in named(letter, node):
        made = letter.changed(node, old, states[letter.language])
        if made:
            return made
    return None


def plant_heading_addressee(letter, rng):
    fits = headings(letter)
    for node in fits:
        for old, new in PRESIDENTS[letter.language]:
            made = letter.changed(node, old, new)
            if made:
                return made
    return None


def plant_no_annex(letter, rng):
    if len(letter.annexes) == 0 or letter.several or not any(c[0] in letter.text for c in COUNTS.get(letter.language, [('见附件', '')])):
        return None
    mention = {n for node in letter.own if node['kind'] in ('paragraph', 'request') for n in letter.range(node)}
    return '\n'.join(letter.lines[:letter.end - 1]), mention


def plant_count(letter, rng):
    if not letter.annexes or letter.several or letter.several_annexes:
        return None
    pairs = list(COUNTS.get(letter.language, []))
    rng.shuffle(pairs)
    for old, new in pairs:
        plural = len(letter.annexes) > 1
        if plural == (old in ('see annex)', 'its annex ', 'voir annexe)', 'son annexe ')):
            continue
        for node in letter.own:
            made = letter.changed(node, old, new) if node['kind'] in ('paragraph', 'request') else None
            if made:
                return made
    return None


def plant_organ(letter, rng):
    council, assembly = ORGANS[letter.language]
    if letter.request is None or letter.title['letter'].get('addressee_kind') != 'president-security-council':
        return None
    return letter.changed(letter.request, council, assembly)


def plant_office(letter, rng):
    if len(letter.signatures) != 1 or not letter.title['letter'].get('state'):
        return None
    for old, new in OFFICES[letter.language]:
        made = letter.changed(letter.signatures[0], old, new)
        if made:
            return made
    return None


def plant_gender(letter, rng):
    if len(letter.signatures) != 1:
        return None
    pairs = list(GENDERS.get(letter.language, []))
    rng.shuffle(pairs)
    for old, new in pairs:
        for node in [letter.signatures[0], letter.request]:
            made = letter.changed(node, old, new) if node else None
            if made:
                return made[0], letter.range(letter.signatures[0], letter.request)
    return None


def plant_unsigned(letter, rng):
    if len(letter.signatures) != 1 or letter.request is None or letter.several:
        return None
    node = letter.signatures[0]
    if letter.own[-1] is not node:
        return None
    lines = letter.lines[:node['lines'][0] - 1] + letter.lines[node['lines'][1]:]
    return '\n'.join(lines), letter.range(letter.own[-2])


def plant_original(letter, rng):
    fits = [n for n in letter.annexes if n.get('original')]
    if not fits:
        return None
    node = rng.choice(fits)
    at = next((i for i in range(node['lines'][0], node['lines'][1]) if letter.lines[i].startswith('[')), None)
    if at is None or not letter.foreign(node):
        return None
    return '\n'.join(letter.lines[:at] + letter.lines[at + 2:]), letter.range(node)


def named(letter, node):
    """The State's name as it stands in a node: the pack's form of it, or a part of it."""
    name = node['letter'].get('state') or ''
    block = letter.block(node)
    stems = [name] + [name[:n] for n in range(len(name) - 1, 3, -1)]
    for stem in stems:
        if stem and stem in block:
            tail = re.match(r'[^\s,،)常]*', block[block.index(stem) + len(stem):]).group(0) if letter.language != 'zh' else ''
            return [stem + tail]
    return []


def plant_state(letter, rng):
    fits = [n for n in [letter.title] + headings(letter) if n['letter'].get('state')]
    if not fits:
        return None
    node = rng.choice(fits)
    for name in named(letter, node):
        if letter.language == 'zh':
            return letter.changed(node, name, slip_han(name, rng)) if len(name) >= 4 else None
        words = [w for w in name.split(' ') if len(w) >= 5]
        if not words:
            return None
        word = rng.choice(words)
        return letter.changed(node, name, name.replace(word, slip(word, rng), 1))
    return None


def plant_order(letter, rng):
    # Two neighbours of a list of States change places with what stands before them.
    found = re.search(r"(Chile|de l'Équateur), (Iceland|de la Finlande)", letter.block(letter.title))
    if not found:
        return None
    return letter.changed(letter.title, found.group(0), found.group(2) + ', ' + found.group(1))


def plant_honorific(letter, rng):
    if not letter.signatures or letter.language not in HONORIFICS:
        return None
    node = rng.choice(letter.signatures)
    found = re.search(r'\(\*?(Signed|Firmado)\*?\) ', letter.block(node))
    return letter.changed(node, found.group(0), found.group(0) + rng.choice(HONORIFICS[letter.language])) if found else None


def plant_numbered(letter, rng):
    fits = [n for n in letter.own if n['kind'] in ('paragraph', 'request') and not n.get('label')]
    if not letter.title['letter'].get('state') or not fits or letter.language == 'zh':
        return None
    node = fits[0]
    block = letter.block(node)
    return letter.with_block(node, '1. ' + block), letter.range(node)


def plant_formula(letter, rng):
    fits = [(n, f) for n in letter.own if n['kind'] in ('paragraph', 'request') for f in FORMULAS[letter.language]
            if f in letter.block(n)]
    if not fits:
        return None
    return slipped(letter, *rng.choice(fits), rng)


def plant_title(letter, rng):
    fits = [f for f in TITLES.get(letter.language, []) if f in letter.block(letter.title)]
    return slipped(letter, letter.title, rng.choice(fits).strip(), rng) if fits else None


PLANTS = {
    'a day that the month has not': (plant_no_such_day, {'letter/date'}),
    'a date without a year': (plant_no_year, {'letter/date'}),
    'no date': (plant_no_date, {'letter/date'}),
    'a month with a slip': (plant_month, {'letter/date'}),
    "a date after the masthead's": (plant_after_masthead, {'letter/date-order'}),
    'another day of the week': (plant_weekday, {'letter/weekday'}),
    'another date in the heading': (plant_heading_date, {'letter/annex-heading'}),
    'another State in the heading': (plant_heading_state, {'letter/annex-heading'}),
    'another addressee in the heading': (plant_heading_addressee, {'letter/annex-heading'}),
    'an annex taken out': (plant_no_annex, {'letter/annex'}),
    'another number of annexes': (plant_count, {'letter/annex-count'}),
    'another organ': (plant_organ, {'letter/organ'}),
    'another office': (plant_office, {'letter/office'}),
    'another gender': (plant_gender, {'letter/gender'}),
    'the signature taken out': (plant_unsigned, {'letter/unsigned'}),
    'the original taken out': (plant_original, {'letter/original'}),
    'a State with a slip': (plant_state, {'letter/state-name'}),
    'States in another order': (plant_order, {'letter/co-signatories'}),
    'an honorific': (plant_honorific, {'letter/honorific'}),
    'a numbered paragraph': (plant_numbered, {'letter/numbered'}),
    'a slip in set wording': (plant_formula, {'letter/formula'}),
    'a slip in the title': (plant_title, {'letter/formula', 'letter/date'}),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('undoc')
    parser.add_argument('files', nargs='+')
    parser.add_argument('--show', type=int, default=3, help='plants that were not found, of each kind')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--rounds', type=int, default=4, help='plants of each kind in each letter')
    options = parser.parse_args()
    rng = random.Random(options.seed)
    passed = failed = 0

    letters = [Letter(path, parsed) for path, parsed in zip(options.files, run(options.undoc, 'parse', options.files))]
    for letter, got in zip(list(letters), run(options.undoc, 'check', options.files)):
        if letter.title is None or letter.language not in DATE:
            letters.remove(letter)
            continue
        wrong = [f for f in got['findings'] if f['code'].startswith('letter/')]
        for finding in wrong:
            print(f'        {letter.name}:{finding["line"]}: {finding["message"]} [{finding["code"]}]')
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f'{"ok     " if not failed else "FAILED "} letters as they are: {passed} of {passed + failed} without a finding')
    passed, failed = int(not failed), int(bool(failed))

    planted = []
    with tempfile.TemporaryDirectory() as work:
        for letter in letters:
            letter.several_annexes = len(letter.annexes) > 1 and any(not n.get('label') for n in letter.annexes)
            for kind, (plant, codes) in PLANTS.items():
                seen = set()
                for _ in range(options.rounds):
                    made = plant(letter, rng)
                    if made is None or made[0] in seen or made[0] == letter.text:
                        continue
                    seen.add(made[0])
                    path = os.path.join(work, f'{len(planted)}.txt')
                    with open(path, 'w', encoding='utf-8') as file:
                        file.write(made[0])
                    planted.append((kind, codes, letter, made, path))
        results = run(options.undoc, 'check', [p[4] for p in planted])
        missed = collections.defaultdict(list)
        counts = collections.Counter(p[0] for p in planted)
        for p, got in zip(planted, results):
            if not any(f['code'] in p[1] and f['line'] in p[3][1] for f in got['findings']):
                missed[p[0]].append((p, got))
        for kind in PLANTS:
            share = 1 - len(missed[kind]) / counts[kind] if counts[kind] else 0
            good = counts[kind] >= 2 and share >= LEAST
            passed, failed = passed + good, failed + (not good)
            print(f'{"ok     " if good else "FAILED "} {kind}: {counts[kind] - len(missed[kind])} of {counts[kind]} found, '
                  f'{100 * share:.1f} %')
            for (_, _, letter, made, _), got in missed[kind][:options.show]:
                old, new = letter.text.split('\n'), made[0].split('\n')
                at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), len(new) - 1)
                said = ', '.join(f'{f["code"]} {f["line"]}' for f in got['findings'])
                words = [w for w in new[at].split(' ') if w not in old[at].split(' ')] if at < len(old) else []
                print(f'        {letter.name}:{at + 1}: {" ".join(words)}: {new[at][:80]} ({said or "nothing"})')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
