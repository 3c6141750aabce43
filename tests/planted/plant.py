#!/usr/bin/env python3
"""Plants one error at a time in official documents, and looks whether `undoc check` finds it.

usage: plant.py UNDOC CORPUS [--show N] [--seed N] [--rounds N]

What is planted: a number or letter that is changed, a paragraph that is taken out, the mark of a label that is lost, a
reference that is turned to a number that nothing has, the mark that closes a clause changed or lost, the colon before a list
lost, a date, a percentage, a symbol or the number of a resolution in a form that documents do not have, an opener that does
not agree with the organ. Where: in resolutions whose text keeps the custom that is broken, which is told here by the text itself and by the
document's symbol, and not by what the rules think. A plant is found when a finding of its area stands on its line or, of a
number, on the line of the next of its kind, and the document as it was has none there.
"""
import argparse
import collections
import os
import random
import re
import sys
import tempfile

from ask import run

LEAST = 0.99  # of each kind of error
FOLDERS = ['en/text', 'pdf/clean', 'fr/text', 'zh/text']


def modern(name):
    """Whether a document's file name says that it is of the years whose documents were made as today's are."""
    name = name.replace('_', '-')
    if re.search(r'\([IVXL]+\)', name):
        return False  # sessions had Roman figures up to 1976
    if re.match(r'A-HRC', name):
        return True
    if re.match(r'S-RES-\d+-?\((\d{4})\)', name):
        return int(re.search(r'\((\d{4})\)', name).group(1)) >= 1994
    found = re.match(r'(?:A-RES|A-C\.\d|A)-(\d+)', name)
    if found:
        return int(found.group(1)) >= 50
    found = re.match(r'E-RES-(\d{4})', name)
    return bool(found) and int(found.group(1)) >= 1996


def council(name):
    return name.startswith('S')


class Document:
    def __init__(self, path, parsed):
        self.path, self.name = path, os.path.basename(path)
        with open(path, encoding='utf-8', errors='surrogateescape', newline='') as file:
            self.lines = file.read().split('\n')
        self.nodes = parsed['nodes']
        self.references = parsed.get('references', [])
        self.children = collections.defaultdict(list)
        for node in self.nodes[1:]:
            self.children[node['parent']].append(node)

    def line(self, number):
        return self.lines[number - 1]

    def with_line(self, number, text):
        lines = list(self.lines)
        if text is None:
            del lines[number - 1]
        else:
            lines[number - 1] = text
        return '\n'.join(lines)

    def clauses(self):
        """The operative paragraphs that count 1, 2, 3 … at the top of the document, where all of them do."""
        found = [n for n in self.children[0] if n['kind'] == 'operative']
        labels = [n.get('label') for n in found]
        return found if len(found) >= 4 and labels == [str(i + 1) for i in range(len(found))] else []

    def own_last(self, node):
        """The last line of a clause's own text before its lists; None where something interrupts it."""
        kids = [k for k in self.children[node['id']] if k['kind'] in ('subparagraph', 'paragraph')]
        if any(k['kind'] not in ('subparagraph',) for k in self.children[node['id']]):
            return None
        last = (kids[0]['lines'][0] - 1) if kids else node['lines'][1]
        while last > node['lines'][0] and not self.line(last).strip():
            last -= 1
        if last < node['lines'][0] or (kids and kids[0]['lines'][0] == node['lines'][0]):
            return None
        block = self.lines[node['lines'][0] - 1:last]
        return last if all(line.strip() for line in block) else None

    def whole_last(self, node):
        """The last line of a clause with its lists."""
        kids = self.children[node['id']]
        if not kids:
            return self.own_last(node)
        return self.whole_last(kids[-1]) if kids[-1]['kind'] == 'subparagraph' else None


MARK = re.compile(r'^(.*?)(\s*)([,;:.，；：。])([\s*]*)$', re.S)


def marked(line):
    return MARK.match(line)


def ends_with(line, marks):
    found = marked(line)
    return bool(found) and found.group(3) in marks


# ---- what is planted: each gives (kind, line of the plant, lines where a finding may stand, text) ----

def label_of(text, label):
    """The label at the beginning of a line, between what stands around it."""
    return re.match(r'^([\s*_]*\(?)' + re.escape(label) + r'([.)．][)*_]*\s)', text)


def other_label(label, rng):
    if label.isdigit():
        value = int(label)
        return str(rng.choice([v for v in (value - 1, value + 1, value + 2, value + 5) if v > 0]))
    if len(label) == 1 and label.islower() and label not in 'ivxlcdm':
        near = chr(min(ord('z'), max(ord('a'), ord(label) + rng.choice([-1, 1, 2]))))
        return near if near != label and near not in 'ivx' else None
    return None


def plant_number(doc, rng):
    clauses = doc.clauses()
    if len(clauses) < 4:
        return None
    at = rng.randrange(len(clauses))
    node = clauses[at]
    line = node['lines'][0]
    found = label_of(doc.line(line), node['label'])
    new = other_label(node['label'], rng)
    if not found or new is None:
        return None
    text = found.group(1) + new + doc.line(line)[found.end(1) + len(node['label']):]
    near = [clauses[i]['lines'][0] for i in (at - 1, at, at + 1) if 0 <= i < len(clauses)]
    return line, near, doc.with_line(line, text)


def plant_letter(doc, rng):
    lists = []
    for clause in doc.clauses():
        kids = [k for k in doc.children[clause['id']] if k['kind'] == 'subparagraph']
        if len(kids) >= 4 and [k.get('label') for k in kids] == [chr(ord('a') + i) for i in range(len(kids))]:
            lists.append(kids)
    if not lists:
        return None
    kids = rng.choice(lists)
    at = rng.randrange(min(len(kids), 8))
    line = kids[at]['lines'][0]
    new = other_label(kids[at]['label'], rng)
    found = label_of(doc.line(line), kids[at]['label'])
    if not found or new is None:
        return None
    text = found.group(1) + new + doc.line(line)[found.end(1) + 1:]
    near = [kids[i]['lines'][0] for i in (at - 1, at, at + 1) if 0 <= i < len(kids)]
    return line, near, doc.with_line(line, text)


def plant_gap(doc, rng):
    """A paragraph in one line, without lists, is taken out with the blank line after it."""
    clauses = doc.clauses()
    at = rng.randrange(1, len(clauses) - 1) if len(clauses) >= 4 else 0
    if at == 0:
        return None
    node = clauses[at]
    first, last = node['lines']
    if doc.children[node['id']] or clauses[at + 1]['lines'][0] <= last:
        return None
    count = last - first + 1 + (last < len(doc.lines) and not doc.line(last + 1).strip())
    lines = doc.lines[:first - 1] + doc.lines[first - 1 + count:]
    return first, [clauses[at + 1]['lines'][0] - count], '\n'.join(lines)


def plant_lost_stop(doc, rng):
    """The full stop after a number is lost."""
    clauses = doc.clauses()
    if len(clauses) < 4:
        return None
    node = clauses[rng.randrange(1, len(clauses) - 1)]
    line = node['lines'][0]
    found = re.match(r'^(\s*' + node['label'] + r')\.(\s+[A-ZÀ-Ý].*)$', doc.line(line), re.S)
    if not found:
        return None
    after = [n['lines'][0] for n in clauses if n['lines'][0] > line][:1]
    return line, [line] + after, doc.with_line(line, found.group(1) + found.group(2))


def plant_reference(doc, rng):
    """A reference to a paragraph of the document itself, by its words, names one that there is not."""
    clauses = doc.clauses()
    if not clauses:
        return None
    numbers = {n['label'] for n in clauses}
    fits = []
    for reference in doc.references:
        if reference['type'] != 'paragraph' or reference.get('where') not in ('above', 'below', 'here'):
            continue
        if reference.get('in') is not None:
            continue
        for target in reference.get('targets', []):
            one = target['line'] == target['end_line']
            text = doc.line(target['line']).encode('utf-8', 'surrogateescape') if one else b''
            words = text[target['column'] - 1:target['end_column'] - 1].decode('utf-8', 'replace')
            inside = clauses[0]['lines'][0] <= target['line'] <= clauses[-1]['lines'][1]
            if one and inside and target['kind'] == 'paragraph' and words in numbers:
                fits.append((target, text, words))
    if not fits:
        return None
    target, text, _ = rng.choice(fits)
    new = str(len(clauses) + rng.randrange(1, 30)).encode()
    text = text[:target['column'] - 1] + new + text[target['end_column'] - 1:]
    return target['line'], [target['line']], doc.with_line(target['line'], text.decode('utf-8', 'surrogateescape'))


def change_mark(doc, line, marks, rng):
    found = marked(doc.line(line))
    new = rng.choice(marks)
    text = found.group(1) + (found.group(2) if new else '') + new + found.group(4)
    return line, [line], doc.with_line(line, text)


def keeps_custom(doc):
    """Whether nearly all clauses of the text end as those of a resolution do."""
    clauses = doc.clauses()
    preamble = [n for n in doc.children[0] if n['kind'] == 'preambular']
    ends = [(doc.whole_last(n), ';；') for n in clauses[:-1]] + [(doc.whole_last(n), ',，') for n in preamble]
    ends = [(line, marks) for line, marks in ends if line is not None]
    right = sum(ends_with(doc.line(line), marks) for line, marks in ends)
    return len(ends) >= 6 and right >= 0.8 * len(ends) and len(clauses) >= 4


def marks_of(doc, plain, wide):
    return wide if '，' in ''.join(doc.lines[:60]) else plain


def plant_operative(doc, rng):
    clauses = doc.clauses()[:-1]
    headings = {n['lines'][0] for n in doc.nodes if n['kind'] == 'heading'}
    fits = []
    for node in clauses:
        line = doc.whole_last(node)
        after = [n['lines'][0] for n in doc.nodes[1:] if line is not None and n['lines'][0] > line]
        if line is not None and ends_with(doc.line(line), ';；') and not (after and after[0] in headings):
            fits.append(line)
    return change_mark(doc, rng.choice(fits), marks_of(doc, [',', '.', ''], ['，', '。', '']), rng) if fits else None


def plant_preambular(doc, rng):
    fits = [doc.own_last(n) for n in doc.children[0] if n['kind'] == 'preambular' and not doc.children[n['id']]]
    fits = [line for line in fits if line is not None and ends_with(doc.line(line), ',，')]
    return change_mark(doc, rng.choice(fits), marks_of(doc, [';', '.', ''], ['；', '。', '']), rng) if fits else None


def plant_last(doc, rng):
    line = doc.whole_last(doc.clauses()[-1])
    if line is None or not ends_with(doc.line(line), '.。'):
        return None
    return change_mark(doc, line, marks_of(doc, [';', ',', ''], ['；', '，', '']), rng)


def plant_colon(doc, rng):
    fits = []
    for node in doc.clauses():
        kids = doc.children[node['id']]
        if kids and kids[0]['kind'] == 'subparagraph':
            fits.append(doc.own_last(node))
    fits = [line for line in fits if line is not None and ends_with(doc.line(line), ':：')]
    return change_mark(doc, rng.choice(fits), marks_of(doc, [';', ',', '.', ''], ['；', '，', '。', '']), rng) \
        if fits else None


# ---- the form of what stands in the text ----

MONTHS = {
    'en': 'January February March April May June July August September October November December'.split(),
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(),
}


def clause_lines(doc, kinds=('preambular', 'operative', 'subparagraph')):
    """(node, line) of every line of the clauses that have no annex and no table around them."""
    annex = min([n['lines'][0] for n in doc.nodes[1:] if n['kind'] in ('annex', 'enclosure')] or [len(doc.lines) + 1])
    out = []
    for node in doc.nodes[1:]:
        if node['kind'] in kinds and node['lines'][0] < annex:
            kids = [k['lines'][0] for k in doc.children[node['id']]]
            last = min(kids + [node['lines'][1] + 1]) - 1
            out += [(node, n) for n in range(node['lines'][0], min(last, node['lines'][1]) + 1)]
    return [(node, n) for node, n in out if '|' not in doc.line(n)]


def replace_one(doc, rng, pattern, by, kinds=('preambular', 'operative', 'subparagraph'), fits=None):
    """One match of a pattern in the clauses, outside of quotation marks, replaced."""
    found = []
    for node, line in clause_lines(doc, kinds):
        for match in re.finditer(pattern, doc.line(line)):
            before = doc.line(line)[:match.start()]
            quoted = before.count('“') > before.count('”') or before.count('«') > before.count('»') or \
                before.count('"') % 2 == 1
            if not quoted and (fits is None or fits(node, line, match)):
                found.append((line, match))
    if not found:
        return None
    line, match = rng.choice(found)
    new = by(match)
    if new is None:
        return None
    text = doc.line(line)
    return line, [line], doc.with_line(line, text[:match.start()] + new + text[match.end():])


def plant_date(doc, rng):
    months = MONTHS['fr' if doc.path.split(os.sep)[-3] == 'fr' else 'en']
    pattern = r'(?<![\d–-])\b([2-9]|[12]\d|3[01]) (' + '|'.join(months) + r') (\d{4})\b'

    def by(match):
        day, month, year = match.groups()
        wrong = [f'{month} {day}, {year}', f'{day}th {month} {year}', f'{day} {month}, {year}',
                 f'{int(day):02} {month} {year}' if len(day) == 1 else f'{month} {day} {year}']
        french = [f'{day} {month.capitalize()} {year}', f'{day} {month}, {year}']
        return rng.choice(french if months is MONTHS['fr'] else wrong)
    return replace_one(doc, rng, pattern, by)


def plant_percent(doc, rng):
    return replace_one(doc, rng, r'(?<=\d) per cent\b|(?<=\d)[ \u00a0\u202f]%(?!\w)',
                       lambda m: rng.choice(['%', ' percent']) if 'per' in m.group() else '%')


def plant_decade(doc, _):
    # Few documents name one: a year that ends in 0 is made one too. Drawn apart, so that other kinds are planted as before.
    rng = random.Random(doc.name)
    return replace_one(doc, rng, r'\bin (?:the )?((?:19|20)\d0)(s?)\b(?![-–/])',
                       lambda m: f'in the {m[1]}' + rng.choice(["'s", '’s']))


def plant_symbol(doc, rng):
    return replace_one(doc, rng, r'\b([AS])/(RES|PRST|HRC)/(?=\d)',
                       lambda m: rng.choice([f'{m[1]}/{m[2].capitalize()}/', f'{m[1]}/ {m[2]}/', f'{m[1]}/{m[2]}/ ']))


def plant_resolution(doc, rng):
    def by(match):
        word, number = match.group(1), match.group(2)
        if '/' in number:
            return rng.choice([f'{word} A/RES/{number}', f'{word} No. {number}'])
        return f'{word} {number}('
    return replace_one(doc, rng, r'\b(r[eé]solution) (\d+/\d+\b|\d{3,4}(?= \(\d{4}\)))(?! ?\() ?\(?',
                       by, fits=lambda n, l, m: ('/' in m[2]) != m.group().endswith('('))


def one_speaks(doc):
    """Whether one organ speaks from its subject line on: under a heading without a number another one may."""
    subjects = [n for n in doc.nodes[1:] if n['kind'] == 'subject']
    if len(subjects) != 1 or any(n['kind'] in ('heading', 'annex') and n['lines'][0] > subjects[0]['lines'][0]
                                 for n in doc.nodes[1:]):
        return None
    return doc.line(subjects[0]['lines'][0])


def plant_year(doc, rng):
    if not council(doc.name) or not one_speaks(doc):
        return None
    return replace_one(doc, rng, r'\b(r[eé]solution \d{3,4}) \(\d{4}\)(?=[,;:]| of | du | en )', lambda m: m.group(1))


GENDERS = ['consciente', 'convaincue', 'préoccupée', 'alarmée', 'guidée', 'désireuse', 'résolue', 'encouragée',
           'déterminée']
MASCULINE = {'désireuse': 'désireux'}


def plant_gender(doc, rng):
    def by(match):
        masculine = MASCULINE.get(match[2].lower(), match[2].lower()[:-1])
        return match[1] + (masculine.capitalize() if match[2][0].isupper() else masculine)
    if "'Assemblée générale" not in (one_speaks(doc) or ''):
        return None
    return replace_one(doc, rng, r'^((?:(?:Profondément|Gravement|Vivement) )?)((?i:' + '|'.join(GENDERS) + r'))(?= )', by,
                       ('preambular',))


PLANTS = {
    'number': (plant_number, 'number', False),
    'letter': (plant_letter, 'number', False),
    'gap': (plant_gap, 'number', False),
    'lost stop of a number': (plant_lost_stop, 'number', False),
    'reference': (plant_reference, 'reference', False),
    'mark of an operative paragraph': (plant_operative, 'mark', True),
    'mark of a preambular paragraph': (plant_preambular, 'mark', True),
    'full stop of the last paragraph': (plant_last, 'mark', True),
    'colon before a list': (plant_colon, 'mark', True),
    'form of a date': (plant_date, 'date', False),
    'percentage': (plant_percent, 'figure', False),
    'decade': (plant_decade, 'figure', False),
    'symbol of a document': (plant_symbol, 'symbol', False),
    'number of a resolution': (plant_resolution, 'resolution', False),
    'year of a resolution of the Council': (plant_year, 'resolution', False),
    'gender of an opener': (plant_gender, 'clause', False),
}


def areas(findings):
    """(area, line) of every finding."""
    return {(f['code'].split('/')[0], f['line']) for f in findings}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('undoc')
    parser.add_argument('corpus')
    parser.add_argument('--show', type=int, default=3, help='plants that were not found, of each kind')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--rounds', type=int, default=2, help='plants of each kind for each document')
    options = parser.parse_args()
    rng = random.Random(options.seed)

    paths = []
    for folder in FOLDERS:
        where = os.path.join(options.corpus, folder)
        if os.path.isdir(where):
            paths += sorted(os.path.join(where, name) for name in os.listdir(where) if modern(name))
    documents = [Document(path, parsed) for path, parsed in zip(paths, run(options.undoc, 'parse', paths))]
    before = [areas(found['findings']) for found in run(options.undoc, 'check', paths)]

    planted = []
    with tempfile.TemporaryDirectory() as work:
        for doc, known in zip(documents, before):
            if not doc.clauses():
                continue
            custom = not council(doc.name) and keeps_custom(doc)
            for kind, (plant, area, needs_custom) in PLANTS.items():
                if needs_custom and not custom:
                    continue
                for _ in range(options.rounds):
                    made = plant(doc, rng)
                    if made is None:
                        continue
                    line, near, text = made
                    if any((area, n) in known for n in near):
                        continue
                    path = os.path.join(work, f'{len(planted)}.txt')
                    with open(path, 'w', encoding='utf-8', errors='surrogateescape', newline='') as file:
                        file.write(text)
                    planted.append((kind, area, doc.name, line, near, path))
        results = run(options.undoc, 'check', [p[5] for p in planted])
        passed = failed = 0
        for kind in PLANTS:
            mine = [(p, areas(r['findings'])) for p, r in zip(planted, results) if p[0] == kind]
            missed = [(p, got) for p, got in mine if not any((p[1], n) in got for n in p[4])]
            share = 1 - len(missed) / len(mine) if mine else 0
            good = len(mine) >= 20 and share >= LEAST
            passed, failed = passed + good, failed + (not good)
            print(f'{"ok     " if good else "FAILED "} {kind}: {len(mine) - len(missed)} of {len(mine)} found, '
                  f'{100 * share:.1f} %')
            for p, _ in missed[:options.show]:
                with open(p[5], encoding='utf-8', errors='replace') as file:
                    text = file.read().split('\n')[p[3] - 1]
                print(f'        {p[2]}:{p[3]}: {text[:50]} … {text[-40:]}')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
