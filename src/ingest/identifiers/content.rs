//! What the form of a column's values tells of them. Knows nothing of headers.
//!
//! Each test is a share of the values that must pass it. A form that no other kind of value has by chance (an e-mail
//! address, a full postcode) needs half of them, since the other half may say "not known" in many ways; a bare number needs
//! nearly all, since one in eleven of any ten-digit references passes for an NHS number.

use super::form::{is_email, is_full_postcode, is_national_insurance, is_nhs_number, is_phone, is_upn};
use super::{Identifier, is_known_place};

/// How many different values a form must be seen in that cannot be chance.
const FEW: usize = 3;

/// How many different values anything else must be seen in.
const ENOUGH: usize = 10;

/// The share of values, in percent, that must have a form that cannot be chance.
const HALF: usize = 50;

/// The share of values, in percent, that must have any other form.
const NEARLY_ALL: usize = 90;

/// Free text is longer than this, in characters, in half of the values at least.
const LONG: usize = 40;

/// Free text has at least so many words, in half of the values at least.
const MANY_WORDS: usize = 6;

/// The share of values, in percent, in which one of [`GIVEN_NAMES`] must stand before a column of words is taken for names. No
/// source gives such a share. It is set so that names go unnoticed rather than places are taken for them: here and there a home
/// or a provider is called after a person, but not every third.
const GIVEN_NAMES_PERCENT: usize = 30;

/// What values hold, and whether one of them has its form.
type Test = (Identifier, fn(&str) -> bool);

/// Forms that cannot be chance.
const FORMS: [Test; 5] = [
    (Identifier::Email, is_email),
    (Identifier::Postcode, is_full_postcode),
    (Identifier::Upn, is_upn),
    (Identifier::NationalInsurance, is_national_insurance),
    (Identifier::Address, is_address),
];

/// Forms of bare numbers, which can.
const NUMBERS: [Test; 2] = [(Identifier::NhsNumber, is_nhs_number), (Identifier::Phone, is_phone)];

/// What the values are, if their form tells.
pub(super) fn tell(values: &[&str]) -> Option<Identifier> {
    let first = |tests: &[Test], percent| {
        let told = tests.iter().find(|(_, test)| passes(values, percent, |value| test(value.trim())));
        told.map(|(identifier, _)| *identifier)
    };
    let by_form = first(&FORMS, HALF).filter(|_| values.len() >= FEW);
    if by_form.is_some() || values.len() < ENOUGH {
        return by_form;
    }
    first(&NUMBERS, NEARLY_ALL)
        .or_else(|| is_free_text(values).then_some(Identifier::FreeText))
        .or_else(|| are_names(values).then_some(Identifier::Name))
}

/// Whether at least so many percent of the values pass a test.
fn passes(values: &[&str], percent: usize, test: impl Fn(&str) -> bool) -> bool {
    100 * values.iter().filter(|value| test(value)).count() >= percent * values.len()
}

/// Words for streets that hardly anything else is called by.
const STREETS: &str = "road rd street avenue ave lane drive crescent terrace grove gardens close way";

/// A number with a street after it, or words with a full postcode after them.
fn is_address(value: &str) -> bool {
    let words: Vec<&str> = value.split([' ', ',', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    let ends_in_postcode =
        |n_words: usize| words.len() > n_words && is_full_postcode(&words[words.len() - n_words..].join(" "));
    let number = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let is_street = |word: &&str| is_in(STREETS, &word.trim_end_matches('.').to_lowercase());
    let has_street = number.is_some_and(|number| words[number + 1..].iter().any(is_street));
    has_street || ends_in_postcode(1) || ends_in_postcode(2)
}

/// Words of accounts and hardly of the names of categories, many of which are long too.
const ACCOUNT_WORDS: &str = "he she him his her they was had said mum dad";

/// Whether the values are sentences: most are long, have many words, and read as an account of something.
fn is_free_text(values: &[&str]) -> bool {
    let is_account = |value: &str| {
        let is_word = |word: &str| is_in(ACCOUNT_WORDS, &word.to_lowercase());
        value.contains(". ")
            || value.ends_with(['.', '!', '?'])
            || value.split(|c: char| !c.is_alphanumeric()).any(is_word)
    };
    passes(values, HALF, |value| value.chars().count() > LONG)
        && passes(values, HALF, |value| value.split_whitespace().count() >= MANY_WORDS)
        && passes(values, HALF, is_account)
}

/// Given names that many children in England have (compare the Office for National Statistics' yearly "Baby names in England and
/// Wales"), without those that are countries, colours or seasons as well.
const GIVEN_NAMES: &str = "aaron abigail adam aisha alex alexander alfie ali alice aliyah amelia amy andrew anna archie ava ben \
    benjamin beth bethany bradley caitlin callum cameron charlie charlotte chloe christopher connor \
    corey daniel david demi dylan edward eleanor ella ellie emily emma erin ethan evie fatima finley \
    freya george hannah harley harrison harry harvey ibrahim isabella isabelle isla jack jacob jake \
    james jamie jayden jessica joe john joseph joshua kai katie kayleigh keira kieran kyle lauren leah \
    leo leon lewis liam lily logan louis lucas lucy luke maisie maryam mason matthew megan mia michael \
    millie mohammad mohammed molly muhammad natasha nathan niamh nicole noah oliver olivia oscar owen \
    phoebe rachel rebecca reece rhys riley robert ryan sam samuel sarah sophia sophie thomas tyler";

/// Whether the values are one to four words each, mostly with a known given name among them, and not known places.
fn are_names(values: &[&str]) -> bool {
    let words = |value: &str| -> Vec<String> {
        let words = value.split([' ', ',', '-', '.']).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let is_like_name = |value: &str| {
        let words = words(value);
        let is_word = |word: &String| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        (1..=4).contains(&words.len()) && words.iter().all(is_word) && !is_known_place(value)
    };
    let has_given_name = |value: &str| words(value).iter().any(|word| is_in(GIVEN_NAMES, word));
    passes(values, NEARLY_ALL, is_like_name) && passes(values, GIVEN_NAMES_PERCENT, has_given_name)
}

/// Whether a word is one of a list.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_street_with_a_number_or_ends_in_a_full_postcode() {
        for text in [
            "12 High Street",
            "Flat 3, 12A Mill Ln., Old Lane",
            "The Laurels, Leeds LS1 4AB",
            "The Laurels LS14AB",
            "7 Elm rd",
        ] {
            assert!(is_address(text), "{text:?}");
        }
        for text in
            ["High Street", "Home", "Children's home", "LS1 4AB", "Over 20 miles", "K2", "Street 12", ""]
        {
            assert!(!is_address(text), "{text:?}");
        }
    }
}
