//! Who may use what: the list of all endpoints against the roles, and addresses that lead nowhere.

use axum::http::StatusCode;
use domain::access::{Role, Scope, widest_scope};
use web::{Access, endpoints};

use crate::{bed::Bed, browser::Server};

#[test]
fn the_whole_list_of_endpoints() {
    let mut table = format!("{:6}{:54}{:20}", "", "", "");
    for role in Role::ALL {
        table.push_str(&format!(" {:12}", role.code()));
    }
    for endpoint in endpoints() {
        let needs = match endpoint.access {
            Access::Public => "(everybody)",
            Access::SignedIn => "(signed in)",
            Access::Act(act) => act.code(),
        };
        table.push_str(&format!("\n{:6}{:54}{needs:20}", endpoint.method.as_str(), endpoint.pattern));
        for role in Role::ALL {
            let reach = match endpoint.access {
                Access::Public | Access::SignedIn => "yes",
                Access::Act(act) => widest_scope(*role, act).map_or("-", Scope::code),
            };
            table.push_str(&format!(" {reach:12}"));
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn what_does_not_exist_is_not_found() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut head = server.browser(Role::SectionHead);
    let nobody = "0192f0c1-2345-7000-8000-000000000000";
    for path in ["/nirgends", "/penduduk/77", "/penduduk/x", &format!("/permohonan/{nobody}"), "/permohonan/x", "/permohonan/x/resi"] {
        assert_eq!(head.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(head.post(&format!("/permohonan/{nobody}/rekam"), &[]).status, StatusCode::NOT_FOUND);
}
