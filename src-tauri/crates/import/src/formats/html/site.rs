//! What of a page belongs to the site: navigation, heads and feet, lists of links.
//!
//! Told by structure: where a page says which part is the main one, that; else by the roles and names
//! of its parts and by how much of their text is links.

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

/// The parts of a page that belong to the site.
#[derive(Debug, Default)]
pub(super) struct Site {
    outside: HashSet<NodeId>,
    /// The part that a page says is its main one.
    main: Option<NodeId>,
}

/// Text of an element, and how much of it is links.
#[derive(Debug, Default, Clone, Copy)]
struct Amount {
    all: usize,
    linked: usize,
    links: usize,
}

impl Site {
    pub(super) fn of(page: &Html) -> Self {
        let mut site = Self { outside: HashSet::new(), main: main_of(page) };
        let mut open: Vec<Amount> = Vec::new();
        let (mut in_link, mut in_main) = (0usize, 0usize);
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        open.push(Amount { links: usize::from(element.name() == "a"), ..Amount::default() });
                        in_link += usize::from(element.name() == "a");
                        in_main += usize::from(is_content(element));
                        if belongs_to_site(element, in_main > 0) {
                            site.outside.insert(node.id());
                        }
                    }
                    Node::Text(text) => {
                        let count = text.chars().filter(|c| !c.is_whitespace()).count();
                        if let Some(amount) = open.last_mut() {
                            amount.all += count;
                            amount.linked += if in_link > 0 { count } else { 0 };
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    let Node::Element(element) = node.value() else { continue };
                    in_link -= usize::from(element.name() == "a");
                    in_main -= usize::from(is_content(element));
                    let amount = open.pop().unwrap_or_default();
                    if is_list_of_links(element, amount) {
                        site.outside.insert(node.id());
                    }
                    if let Some(above) = open.last_mut() {
                        above.all += amount.all;
                        above.linked += amount.linked;
                        above.links += amount.links;
                    }
                }
            }
        }
        site
    }

    /// Whether an element, and all in it, belongs to the site.
    pub(super) fn is_outside(&self, id: NodeId) -> bool {
        self.outside.contains(&id)
    }

    /// The part that a page says is its main one.
    pub(super) fn main(&self) -> Option<NodeId> {
        self.main
    }
}

fn is_content(element: &Element) -> bool {
    matches!(element.name(), "main" | "article") || element.attr("role") == Some("main")
}

/// The main part of a page: the only one that says so.
fn main_of(page: &Html) -> Option<NodeId> {
    only(page, |element| element.name() == "main" || element.attr("role") == Some("main"))
        .or_else(|| only(page, |element| element.name() == "article"))
}

/// The element of a kind, if there is but one; what stands within it does not count as another.
fn only(page: &Html, is_it: fn(&Element) -> bool) -> Option<NodeId> {
    let is_it = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(is_it);
    let (mut found, mut open) = (None, 0usize);
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if is_it(&node) => {
                if open == 0 && found.replace(node.id()).is_some() {
                    return None;
                }
                open += 1;
            }
            Edge::Close(node) if is_it(&node) => open -= 1,
            _ => {}
        }
    }
    found
}

fn belongs_to_site(element: &Element, is_in_main: bool) -> bool {
    const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "complementary", "search"];
    const NAMES: &[&str] = &[
        "breadcrumb",
        "breadcrumbs",
        "topicpath",
        "topic-path",
        "pankuzu",
        "crumb",
        "crumbs",
        "nav",
        "gnav",
        "gnavi",
        "globalnav",
        "localnav",
        "lnav",
        "sidebar",
        "sidemenu",
        "side",
        "footer",
        "skip",
        "skiplink",
        "share",
        "sns",
        "related",
        "pagetop",
        "page-top",
        "totop",
        "copyright",
        "sitesearch",
        "header-menu",
        "menu",
    ];
    if element.attr("role").is_some_and(|role| ROLES.contains(&role)) {
        return true;
    }
    match element.name() {
        "nav" | "aside" | "footer" | "form" | "menu" => return true,
        "header" => return !is_in_main,
        "body" | "html" | "main" | "article" => return false,
        _ => {}
    }
    let names = element.attr("class").into_iter().chain(element.attr("id"));
    names.flat_map(str::split_whitespace).any(|name| NAMES.contains(&name.to_ascii_lowercase().as_str()))
}

/// A block of several links and little else.
fn is_list_of_links(element: &Element, amount: Amount) -> bool {
    const BLOCKS: &[&str] = &["ul", "ol", "div", "section", "p", "table", "dl"];
    BLOCKS.contains(&element.name()) && amount.links >= 3 && amount.linked * 10 >= amount.all * 8
}
