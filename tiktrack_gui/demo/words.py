"""Names and texts of the demo's fictional creators: all are animals with hobbies, to avoid resembling real people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language: its animals and topics in the order of ANIMALS and TOPICS, and sentences about {topic}.

    share: creators per hundred who use it. name: format of a nickname, with {animal} and {topic}. topics: as written
    inside a sentence.
    """

    code: str
    share: int
    name: str
    bio: str
    animals: tuple[str, ...]
    topics: tuple[str, ...]
    captions: tuple[str, ...]
    tags: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


ANIMALS = _words(
    "otter,fox,owl,panda,koala,whale,heron,lynx,gecko,puffin,"
    "badger,bison,hedgehog,llama,octopus,penguin,squirrel,tiger,turtle,wolf"
)
ANIMAL_EMOJI = "🦦🦊🦉🐼🐨🐋🪶🐾🦎🐦🦡🦬🦔🦙🐙🐧🐿🐯🐢🐺"
TOPICS = _words(
    "bakes,paints,runs,codes,knits,gardens,films,cooks,hikes,repairs,guitar,books,coffee,skates,travels,wood"
)
TOPIC_EMOJI = "🥐🎨🏃💻🧶🌱🎬🍳⛰🔧🎸📚☕🛹🧳🪵"

TONGUES = (
    Tongue(
        code="en",
        share=40,
        name="{animal} {topic}",
        bio="{emoji} {topic}, every day\nMade-up demo account",
        animals=_words(
            "Otter,Fox,Owl,Panda,Koala,Whale,Heron,Lynx,Gecko,Puffin,Badger,Bison,Hedgehog,"
            "Llama,Octopus,Penguin,Squirrel,Tiger,Turtle,Wolf"
        ),
        topics=_words(
            "baking,painting,running,coding,knitting,gardening,filming,cooking,hiking,"
            "repairing,guitar,reading,coffee,skating,travelling,woodwork"
        ),
        captions=(
            "Day {n} of {topic} until it works 😅",
            "Nobody told me {topic} could be this calming ✨",
            "I tried {topic} for {n} days. Here is what happened 👀",
            "POV: your first week of {topic}",
            "Three {topic} tips I wish I had known sooner",
            "Part {n}! You asked for it 🫶",
            "Wait for the end… 🤯",
            "",
        ),
        tags=("fyp", "learnontiktok", "smallcreator"),
    ),
    Tongue(
        code="es",
        share=12,
        name="{topic} con {animal}",
        bio="{emoji} {topic} todos los días\nCuenta de demostración inventada",
        animals=_words(
            "Nutria,Zorro,Búho,Panda,Koala,Ballena,Garza,Lince,Gecko,Frailecillo,Tejón,"
            "Bisonte,Erizo,Llama,Pulpo,Pingüino,Ardilla,Tigre,Tortuga,Lobo"
        ),
        topics=_words(
            "repostería,pintura,running,código,punto,jardín,cine,cocina,montaña,"
            "arreglos,guitarra,libros,café,patines,viajes,madera"
        ),
        captions=(
            "Día {n} de {topic} hasta que salga bien 😅",
            "Nadie me dijo que esto relajaba tanto ✨ {topic}",
            "¿Parte {n}? ¡Aquí la tenéis! 🫶",
            "Espera al final… 🤯",
        ),
        tags=("parati", "aprendeentiktok"),
    ),
    Tongue(
        code="pt",
        share=8,
        name="{topic} com {animal}",
        bio="{emoji} {topic} todo dia\nConta de demonstração inventada",
        animals=_words(
            "Lontra,Raposa,Coruja,Panda,Coala,Baleia,Garça,Lince,Lagartixa,Papagaio-do-mar,"
            "Texugo,Bisão,Ouriço,Lhama,Polvo,Pinguim,Esquilo,Tigre,Tartaruga,Lobo"
        ),
        topics=_words(
            "confeitaria,pintura,corrida,código,tricô,jardim,cinema,cozinha,trilha,"
            "consertos,violão,livros,café,patins,viagem,madeira"
        ),
        captions=(
            "Dia {n} de {topic} até dar certo 😅",
            "Ninguém me avisou que {topic} acalmava tanto ✨",
            "Parte {n}! Vocês pediram 🫶",
            "Espera até o final… 🤯",
        ),
        tags=("fy", "aprendanotiktok"),
    ),
    Tongue(
        code="de",
        share=7,
        name="{animal} & {topic}",
        bio="{emoji} {topic}, jeden Tag\nErfundenes Demo-Konto",
        animals=_words(
            "Otter,Fuchs,Eule,Panda,Koala,Wal,Reiher,Luchs,Gecko,Papageitaucher,Dachs,"
            "Bison,Igel,Lama,Krake,Pinguin,Eichhörnchen,Tiger,Schildkröte,Wolf"
        ),
        topics=_words(
            "Backen,Malen,Laufen,Coden,Stricken,Gärtnern,Filmen,Kochen,Wandern,"
            "Reparieren,Gitarre,Lesen,Kaffee,Skaten,Reisen,Tischlern"
        ),
        captions=(
            "Tag {n}: {topic}, bis es klappt 😅",
            "Warum beruhigt mich {topic} so? ✨",
            "Teil {n}, ihr wolltet es so 🫶",
            "Bis zum Ende schauen… 🤯",
        ),
        tags=("fürdich", "lernenmittiktok"),
    ),
    Tongue(
        code="fr",
        share=8,
        name="{topic} & {animal}",
        bio="{emoji} {topic} tous les jours\nCompte de démonstration inventé",
        animals=_words(
            "Loutre,Renard,Hibou,Panda,Koala,Baleine,Héron,Lynx,Gecko,Macareux,Blaireau,"
            "Bison,Hérisson,Lama,Poulpe,Manchot,Écureuil,Tigre,Tortue,Loup"
        ),
        topics=_words(
            "pâtisserie,peinture,course,code,tricot,jardin,cinéma,cuisine,rando,"
            "réparation,guitare,livres,café,skate,voyage,bois"
        ),
        captions=(
            "Jour {n} : {topic} jusqu’à ce que ça marche 😅",
            "Personne ne m’avait dit que c’était si apaisant ✨ {topic}",
            "Partie {n}, à votre demande 🫶",
            "Attends la fin… 🤯",
        ),
        tags=("pourtoi", "apprendresurtiktok"),
    ),
    Tongue(
        code="ja",
        share=8,
        name="{animal}の{topic}",
        bio="{emoji} 毎日{topic}\n架空のデモアカウント",
        animals=_words(
            "カワウソ,キツネ,フクロウ,パンダ,コアラ,クジラ,サギ,オオヤマネコ,ヤモリ,ツノメドリ,アナグマ,バイソン,ハリネズミ,ラマ,タコ,ペンギン,リス,"
            "トラ,カメ,オオカミ"
        ),
        topics=_words(
            "お菓子作り,絵画,ランニング,プログラミング,編み物,庭,映画,料理,山歩き,修理,ギター,本,コーヒー,スケート,旅,木工"
        ),
        captions=(
            "{topic} {n}日目、うまくいくまで続けます😅",
            "{topic}がこんなに落ち着くなんて✨",
            "パート{n}、お待たせしました🫶",
            "最後まで見てね…🤯",
        ),
        tags=("おすすめ", "学び"),
    ),
    Tongue(
        code="ko",
        share=5,
        name="{animal} {topic}",
        bio="{emoji} 매일 {topic}\n가상의 데모 계정",
        animals=_words(
            "수달,여우,올빼미,판다,코알라,고래,왜가리,스라소니,도마뱀붙이,퍼핀,오소리,들소,고슴도치,라마,문어,펭귄,다람쥐,호랑이,거북이,늑대"
        ),
        topics=_words("베이킹,그림,달리기,코딩,뜨개질,정원,영화,요리,등산,수리,기타,책,커피,스케이트,여행,목공"),
        captions=(
            "{topic} {n}일째, 될 때까지 😅",
            "{topic} 이렇게 편안할 줄이야 ✨",
            "{n}편! 기다려 주셔서 감사해요 🫶",
            "끝까지 보세요… 🤯",
        ),
        tags=("추천", "일상"),
    ),
    Tongue(
        code="ar",
        share=6,
        name="{topic} مع {animal}",
        bio="{emoji} {topic} كل يوم\nحساب تجريبي غير حقيقي",
        animals=_words(
            "ثعلب الماء,الثعلب,البومة,الباندا,الكوالا,الحوت,البلشون,الوشق,الوزغة,البفن,"
            "الغرير,البيسون,القنفذ,اللاما,الأخطبوط,البطريق,السنجاب,النمر,السلحفاة,الذئب"
        ),
        topics=_words(
            "الخبز,الرسم,الجري,البرمجة,الحياكة,البستنة,التصوير,الطبخ,المشي,التصليح,الغيتار,"
            "الكتب,القهوة,التزلج,السفر,النجارة"
        ),
        captions=(
            "اليوم {n} من {topic} حتى ينجح الأمر 😅",
            "لم أكن أعلم أن {topic} مريح إلى هذا الحد ✨",
            "الجزء {n}! كما طلبتم 🫶",
            "انتظروا النهاية… 🤯",
        ),
        tags=("اكسبلور", "تعلم"),
    ),
    Tongue(
        code="vi",
        share=6,
        name="{topic} cùng {animal}",
        bio="{emoji} {topic} mỗi ngày\nTài khoản minh họa, không có thật",
        animals=_words(
            "Rái Cá,Cáo,Cú Mèo,Gấu Trúc,Gấu Koala,Cá Voi,Diệc,Linh Miêu,Tắc Kè,Hải Âu,Lửng,"
            "Bò Rừng,Nhím,Lạc Đà,Bạch Tuộc,Cánh Cụt,Sóc,Hổ,Rùa,Sói"
        ),
        topics=_words(
            "làm bánh,vẽ,chạy bộ,lập trình,đan len,làm vườn,quay phim,nấu ăn,leo núi,"
            "sửa đồ,ghi ta,đọc sách,cà phê,trượt ván,du lịch,đồ gỗ"
        ),
        captions=(
            "Ngày {n} {topic} cho đến khi được 😅",
            "Không ngờ {topic} lại thư giãn thế này ✨",
            "Phần {n} đây rồi 🫶",
            "Xem đến cuối nhé… 🤯",
        ),
        tags=("xuhuong", "learnontiktok"),
    ),
)

# Letters that look handwritten, which some people use in their nicknames
_SCRIPT_LETTERS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "".join(chr(0x1D4D0 + letter) for letter in range(52)),
)


def in_script_letters(text: str) -> str:
    """Replaces Latin letters with mathematical bold script: 𝓞𝓽𝓽𝓮𝓻."""
    return text.translate(_SCRIPT_LETTERS)
