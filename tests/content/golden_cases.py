"""Applications that cities really use, with what the law says of them (written from the law, not from the code)."""

from dataclasses import dataclass, field

from tests.content.intake import UNKNOWN, Said


@dataclass(frozen=True)
class Case:
    """An application, how its intake was answered, and the expected class, route and certain findings."""

    name: str
    ai_class: str
    route: str
    said: dict[str, Said]
    certain: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    excluded: frozenset[str] = field(default=frozenset())


def case(name, ai_class, route, said, *, certain=(), possible=(), excluded=()):
    return Case(name, ai_class, route, said, frozenset(certain), frozenset(possible), frozenset(excluded))


GENERATES = {"technique": "general_model", "output": "text"}
LEARNED = {"technique": "learned", "output": "prediction"}
PERSONAL = {"personal_data": True, "data_kinds": "contact"}

CASES = [
    # Art 50(1) and 50(2): a bought chatbot for residents that generates answers.
    case(
        "chatbot for residents",
        "transparency",
        "standard",
        {**GENERATES, "users": "public_talks", "origin": "bought", **PERSONAL},
        certain=["ai-system", "art-50-1", "art-50-2", "deployer", "general-model", "personal-data"],
        excluded=["annex-iii-5", "impactful", "provider"],
    ),
    # Art 3(3): under the city's own name the role of provider is a question for the lawyer.
    case(
        "chatbot with the city's own name",
        "transparency",
        "standard",
        {**GENERATES, "users": "public_talks", "origin": ("bought", "own_name")},
        certain=["deployer"],
        possible=["provider"],
    ),
    # Annex III 4(a); profiling keeps the exception of 6(3) away; GDPR 35: scoring with new technology.
    case(
        "ranking of applicants' letters",
        "high",
        "full",
        {**LEARNED, **PERSONAL, "effect": ("judges_people", "sorts_people"), "domain": "work"},
        certain=["annex-iii-4", "profiling", "dpia-required", "impactful"],
        excluded=["exception-6-3"],
    ),
    # A camera car that reads number plates and prepares fines: no Annex III point, but a legal effect.
    case(
        "parking scan car",
        "minimal",
        "full",
        {
            **LEARNED,
            "personal_data": True,
            "data_kinds": ("location", "image_voice"),
            "data_use": ("large_scale", "monitoring"),
            "effect": "legal_effect",
            "human": "checks",
        },
        certain=["impactful", "dpia-required", "personal-data"],
        possible=["automated-decision", "special-categories"],
        excluded=["annex-iii-2", "annex-iii-6"],
    ),
    # GDPR 22(1): the same car when the fine leaves by itself.
    case(
        "parking fines without a human",
        "minimal",
        "full",
        {
            "technique": "learned",
            "output": "decision",
            **PERSONAL,
            "effect": "legal_effect",
            "human": "automatic",
        },
        certain=["automated-decision", "impactful", "dpia-required"],
    ),
    # Annex III 5(a): deciding whether income support is checked, reduced or reclaimed.
    case(
        "fraud score for income support",
        "high",
        "full",
        {
            **LEARNED,
            "personal_data": True,
            "data_kinds": ("finance", "identification_number"),
            "data_use": ("combined", "vulnerable", "large_scale"),
            "effect": ("legal_effect", "judges_people", "sorts_people"),
            "human": "checks",
            "domain": "services",
        },
        certain=["annex-iii-5", "profiling", "dpia-required", "impactful"],
        possible=["automated-decision"],
        excluded=["exception-6-3"],
    ),
    # Art 5(1)(c): the same score over years, used in other places.
    case(
        "nuisance score that follows people everywhere",
        "forbidden",
        "forbidden",
        {**LEARNED, **PERSONAL, "effect": "judges_people", "prohibited": "social_score"},
        certain=["prohibited-c"],
    ),
    # Art 5(1)(c): whether context and proportion hold is for the lawyer; until then it is not excluded.
    case(
        "score on payments that counts for payments only",
        "unknown",
        "unknown",
        {**LEARNED, **PERSONAL, "effect": "judges_people", "prohibited": "social_score", "limits": "same_context"},
        certain=["impactful"],
        possible=["prohibited-c"],
    ),
    # Art 50(2): a transcript with a summary is generated text; personal data: standard.
    case(
        "transcription and minutes of meetings",
        "transparency",
        "standard",
        {
            "technique": ("learned", "general_model"),
            "output": ("edit", "text"),
            "users": "staff_use",
            "personal_data": True,
            "data_kinds": ("image_voice", "contact"),
        },
        certain=["art-50-2", "personal-data"],
        possible=["special-categories"],
        excluded=["art-50-4-text", "impactful"],
    ),
    # Annex III 5(a) with people in need; legal effect.
    case(
        "triage of requests for social aid",
        "high",
        "full",
        {
            "technique": "learned",
            "output": "recommendation",
            "personal_data": True,
            "data_kinds": ("finance", "health"),
            "data_use": "vulnerable",
            "effect": ("legal_effect", "sorts_people"),
            "domain": "services",
        },
        certain=["annex-iii-5", "special-categories", "dpia-required", "impactful"],
        possible=["exception-6-3"],
    ),
    # Art 5(1)(f): emotions of staff from their voice, without medical or safety reason.
    case(
        "emotion recognition of call-centre staff",
        "forbidden",
        "forbidden",
        {
            **LEARNED,
            "personal_data": True,
            "data_kinds": ("image_voice", "biometric"),
            "effect": ("judges_people", "watches_staff"),
            "domain": ("emotion", "work"),
            "prohibited": "reads_emotions",
        },
        certain=["prohibited-f", "annex-iii-1", "annex-iii-4", "art-50-3", "staff-monitored", "special-categories"],
    ),
    # Art 5(1)(f) exception: a claimed safety reason is judged, and it is high-risk (III 1(c)) in any case.
    case(
        "tiredness of lorry drivers, for safety",
        "unknown",
        "unknown",
        {
            **LEARNED,
            **PERSONAL,
            "effect": "watches_staff",
            "domain": "emotion",
            "prohibited": "reads_emotions",
            "limits": "medical_or_safety",
        },
        certain=["annex-iii-1", "art-50-3", "staff-monitored"],
        possible=["prohibited-f"],
    ),
    # Art 50(2): translation without changing the meaning is the exception; nothing else holds.
    case(
        "translation of public web pages, checked by a colleague",
        "minimal",
        "light",
        {"technique": "learned", "output": "edit", "users": "staff_use", "publication": "reviewed"},
        certain=["ai-system", "deployer"],
        excluded=["art-50-2", "art-50-4-text", "personal-data"],
    ),
    # Annex III 2 with Art 3(14): a fault endangers people.
    case(
        "traffic lights that control themselves",
        "high",
        "full",
        {"technique": "learned", "output": "decision", "users": "background", "domain": "infrastructure"},
        certain=["annex-iii-2"],
        possible=["exception-6-3"],
        excluded=["personal-data", "impactful"],
    ),
    # Art 6(1a): only for flow and comfort, so not a safety component.
    case(
        "forecast of crowds for the tram timetable",
        "minimal",
        "light",
        {**LEARNED, "users": "staff_use"},
        certain=["ai-system"],
        excluded=["annex-iii-2", "impactful", "security-medium"],
    ),
    # Art 3(1), recital 12: rules written by people are no AI; yet it decides about people.
    case(
        "rule-based calculation of a benefit",
        "not_ai",
        "full",
        {
            "technique": ("fixed_rules", "basic_processing"),
            **PERSONAL,
            "effect": "legal_effect",
            "human": "automatic",
        },
        certain=["impactful", "automated-decision"],
        excluded=["ai-system", "annex-iii-5", "deployer"],
    ),
    case(
        "dashboard of waste volumes",
        "not_ai",
        "light",
        {"technique": "basic_processing"},
        excluded=["ai-system", "security-medium", "personal-data"],
    ),
    # Recital 12, guidelines: an expert-weighted list is grey, so the lawyer says whether it is AI.
    case(
        "points list for social housing",
        "unknown",
        "full",
        {
            "technique": "weighing",
            "output": "recommendation",
            **PERSONAL,
            "effect": ("legal_effect", "sorts_people"),
            "domain": "services",
        },
        certain=["impactful"],
        possible=["ai-system", "annex-iii-5"],
    ),
    # Annex III 3(a): assigning places at school.
    case(
        "assignment of pupils to schools with a learned model",
        "high",
        "full",
        {
            "technique": "learned",
            "output": "decision",
            **PERSONAL,
            "data_use": ("vulnerable", "large_scale"),
            "effect": "legal_effect",
            "human": "automatic",
            "domain": "education",
        },
        certain=["annex-iii-3", "automated-decision", "dpia-required", "impactful"],
    ),
    # Art 50(4): news for residents that nobody checks; 50(2) for the machine-readable mark.
    case(
        "news letters by AI, sent without a check",
        "transparency",
        "standard",
        {**GENERATES, "users": "staff_use", "publication": "unreviewed"},
        certain=["art-50-2", "art-50-4-text"],
    ),
    case(
        "news letters by AI, edited by a colleague",
        "transparency",
        "standard",
        {**GENERATES, "users": "staff_use", "publication": "reviewed"},
        certain=["art-50-2"],
        excluded=["art-50-4-text"],
    ),
    # Art 50(4) and 3(60): a lifelike video of the mayor.
    case(
        "video of the mayor who speaks twelve languages",
        "transparency",
        "standard",
        {"technique": "general_model", "output": "media", "realistic_media": True, **PERSONAL},
        certain=["art-50-2", "art-50-4-deep-fake"],
    ),
    # Annex III 1(a): searching for faces afterwards; not Art 5(1)(h), which is live and for law enforcement.
    case(
        "searching a face in stored camera images",
        "high",
        "full",
        {
            **LEARNED,
            "personal_data": True,
            "data_kinds": ("biometric", "image_voice"),
            "data_use": ("large_scale", "monitoring"),
            "effect": "sorts_people",
            "domain": "identification",
        },
        certain=["annex-iii-1", "special-categories", "dpia-required"],
        excluded=["prohibited-h"],
    ),
    # Art 5(1)(h): live, public space, for the police; permission is for the lawyer to judge.
    case(
        "live face recognition on the market square, without permission",
        "forbidden",
        "forbidden",
        {**LEARNED, **PERSONAL, "domain": "identification", "prohibited": "live_identification"},
        certain=["prohibited-h", "annex-iii-1"],
    ),
    # Art 5(1)(d): solely a profile.
    case(
        "list of young people who may turn to crime",
        "forbidden",
        "forbidden",
        {**LEARNED, **PERSONAL, "effect": "judges_people", "prohibited": "predicts_crime"},
        certain=["prohibited-d", "profiling"],
    ),
    # Art 6(1), Annex I: lift with learned fault detection; whether it is a safety component is not decided here.
    case(
        "lift that predicts its own faults",
        "unknown",
        "unknown",
        {**LEARNED, "users": "background", "domain": "product"},
        certain=["ai-system"],
        possible=["annex-i"],
    ),
    # Annex III 8(a): whether an objections committee is judicial is a legal question.
    case(
        "assistant for the objections committee",
        "unknown",
        "unknown",
        {**GENERATES, **PERSONAL, "domain": "justice"},
        certain=["art-50-2"],
        possible=["annex-iii-8", "exception-6-3"],
    ),
    # Built in house: provider under Art 3(3); no duties beyond minimal, light route.
    case(
        "own model that counts bulky waste on photos of the street",
        "minimal",
        "light",
        {**LEARNED, "origin": "built", "users": "staff_use"},
        certain=["provider", "deployer"],
    ),
    # Work of colleagues changes: standard, whatever the class.
    case(
        "automatic sorting of incoming mail that replaces a task",
        "minimal",
        "standard",
        {**LEARNED, **PERSONAL, "effect": "work_changes"},
        certain=["employees-affected", "personal-data"],
        excluded=["staff-monitored"],
    ),
    case(
        "leak forecast with confidential maps of the water network",
        "minimal",
        "standard",
        {**LEARNED, "security": "confidential"},
        certain=["security-medium"],
        excluded=["personal-data"],
    ),
    # Art 5(1)(ba), from 2 December 2026.
    case(
        "app that undresses people on photos",
        "forbidden",
        "forbidden",
        {"technique": "general_model", "output": "media", **PERSONAL, "prohibited": "intimate_images"},
        certain=["prohibited-ba", "art-50-2"],
    ),
    # Nobody knows how it works: what it is for still bounds the outcome.
    case(
        "text assistant of which the technique is not known",
        "unknown",
        "unknown",
        {"technique": UNKNOWN, "output": "text", "users": "staff_use"},
        possible=["ai-system", "art-50-2"],
        excluded=["personal-data", "annex-iii-4", "prohibited-c"],
    ),
]
